package io.aigateway.catalog;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.config.Findings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Providers, models and rules that were read together and fit each other. Immutable: a call that
 * started with one catalogue ends with it.
 *
 * @param providers who answers
 * @param models what can be asked for
 * @param rules how a public name becomes models
 */
public record Catalog(ProviderTable providers, ModelCatalog models, Rules rules) {

    /** The files a catalogue is read from. */
    public static final List<String> FILES =
            List.of(ProviderRows.FILE, ModelRows.FILE, RuleRows.FILE);

    private static final int LONGEST_NAME = 256;

    /**
     * Reads and cross-checks the three files.
     *
     * @throws io.aigateway.error.ConfigException listing every error, one a line
     */
    public static Catalog load(ConfigFiles files, Environment environment) {
        Findings findings = new Findings();
        Catalog catalog = CatalogReader.read(files, environment, findings);
        findings.throwIfErrors();
        return catalog;
    }

    /** Everything that is wrong or doubtful in the three files; nothing is thrown. */
    public static List<Finding> check(ConfigFiles files, Environment environment) {
        Findings findings = new Findings();
        CatalogReader.read(files, environment, findings);
        return findings.all();
    }

    /**
     * A model for a name that the catalogue does not list, when it begins with a provider: {@code
     * openai/gpt-99} goes to provider {@code openai} as {@code gpt-99}, at no known price. Whether
     * such a call is allowed is decided elsewhere.
     */
    public Optional<Model> passThrough(String name) {
        int slash = name.indexOf('/');
        if (slash < 1 || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        try {
            return providers
                    .find(name.substring(0, slash))
                    .filter(provider -> provider.wire().isRemote())
                    .map(provider -> unlisted(provider.id(), name.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Model unlisted(String providerId, String upstream) {
        return new Model(
                providerId + "/" + upstream,
                providerId,
                upstream,
                List.of(),
                null,
                Limits.UNKNOWN,
                Rate.UNLIMITED,
                Set.of(),
                Set.of(),
                null);
    }
}
