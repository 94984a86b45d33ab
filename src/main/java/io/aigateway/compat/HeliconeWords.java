package io.aigateway.compat;

import java.util.Set;

/** Helicone's headers. */
final class HeliconeWords {

    private static final String PROPERTY = "property-";

    /** Read elsewhere, or of no consequence. */
    private static final Set<String> SILENT = Set.of("auth", "request-id", "stream-usage");

    private HeliconeWords() {}

    static void header(String rest, String value, Draft draft) {
        if (rest.startsWith(PROPERTY) && rest.length() > PROPERTY.length()) {
            draft.property(rest.substring(PROPERTY.length()), value);
        } else if (rest.equals("user-id")) {
            draft.property(TagKeys.USER, value);
        } else if (!SILENT.contains(rest)) {
            draft.ignore("helicone-" + rest);
        }
    }
}
