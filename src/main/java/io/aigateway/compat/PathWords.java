package io.aigateway.compat;

import io.aigateway.call.Api;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Provider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What stood in the path before it was brought into its one form: a deployment of Azure's, or a
 * router of Helicone's. The door sets these headers, and drops a caller's own.
 */
final class PathWords {

    private static final String AZURE = "azure";

    private PathWords() {}

    static void header(String rest, String value, Draft draft) {
        if (rest.equals("deployment")) {
            draft.target(deployment(decoded(value), draft.catalog()));
        } else {
            router(decoded(value), draft);
        }
    }

    /**
     * A router of Helicone's that became a rule serves its calls whatever model they name. Its rule
     * for embeddings is another one than that for chats, as {@code aig migrate} writes them.
     */
    private static void router(String name, Draft draft) {
        String rule = draft.api() == Api.EMBEDDINGS ? name + "-embeddings" : name;
        draft.catalog()
                .rules()
                .find(rule)
                .ifPresentOrElse(
                        found -> draft.target(found.model()), () -> draft.ignore("router " + name));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /** A deployment is one of our names, or else one of Azure's when Azure is configured. */
    private static String deployment(String name, Catalog catalog) {
        boolean ours =
                catalog.rules().find(name).isPresent() || catalog.models().find(name).isPresent();
        boolean azure = catalog.providers().find(AZURE).filter(Provider::usable).isPresent();
        return ours || !azure ? name : AZURE + "/" + name;
    }
}
