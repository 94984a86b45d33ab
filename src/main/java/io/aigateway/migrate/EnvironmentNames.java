package io.aigateway.migrate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was decided after all files were looked at. A variable is renamed in every file or in none.
 *
 * @param renamed old name of an environment variable to its new name
 * @param keptHosts hosts with port, such as {@code litellm:4000}, that go on being served
 * @param versions versions of libraries that the tree's manifests name, such as {@code spring-ai}
 * @param keysStay whether some call goes on to the source with a key: then no key of the source is
 *     exchanged for one of the gateway's, which would be sent there
 */
public record EnvironmentNames(
        Map<String, String> renamed,
        Set<String> keptHosts,
        Map<String, String> versions,
        boolean keysStay) {

    public EnvironmentNames {
        renamed = Map.copyOf(renamed);
        keptHosts = Set.copyOf(keptHosts);
        versions = Map.copyOf(versions);
    }

    /** Without a manifest that names versions. */
    public EnvironmentNames(Map<String, String> renamed, Set<String> keptHosts) {
        this(renamed, keptHosts, Map.of(), false);
    }

    /**
     * What is decided most often: every variable of the source is renamed, and nothing stays. A
     * file for which it turns out so needs no second look.
     */
    public static EnvironmentNames usual(SourceFacts facts, Target target) {
        Map<String, String> names = new TreeMap<>();
        if (!facts.movesNothing()) {
            for (String variable : facts.variables()) {
                facts.newName(variable, target).ifPresent(name -> names.put(variable, name));
            }
        }
        return new EnvironmentNames(names, Set.of());
    }

    /** Whether what is proposed for a text is the same under other decisions. */
    public boolean sameFor(String text, EnvironmentNames other, SourceFacts facts) {
        return (keysStay == other.keysStay || !namesKey(text, facts))
                && (versions.equals(other.versions) || !text.contains("spring"))
                && facts.variablesIn(text).stream()
                        .allMatch(name -> renamed(name).equals(other.renamed(name)))
                && (keptHosts.equals(other.keptHosts) || !namesHost(text, other));
    }

    private static boolean namesKey(String text, SourceFacts facts) {
        return Stream.concat(facts.keyPrefixes().stream(), facts.keyVariables().stream())
                .anyMatch(text::contains);
    }

    private boolean namesHost(String text, EnvironmentNames other) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.concat(keptHosts.stream(), other.keptHosts.stream())
                .anyMatch(lower::contains);
    }

    /** The new name; empty when the variable keeps its own. */
    public Optional<String> renamed(String variable) {
        return Optional.ofNullable(renamed.get(variable));
    }

    /** Whether URLs keep this host. */
    public boolean keeps(String hostAndPort) {
        return keptHosts.contains(hostAndPort);
    }

    /** The version of a library; empty when the tree names none, or several. */
    public Optional<String> version(String library) {
        return Optional.ofNullable(versions.get(library));
    }
}
