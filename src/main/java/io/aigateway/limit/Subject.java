package io.aigateway.limit;

/**
 * Whose limit it is.
 *
 * @param kind what it is
 * @param id which one
 */
public record Subject(Kind kind, String id) {

    /** Who can have a limit. */
    public enum Kind {
        /** One key. */
        KEY("key"),
        /** All keys of a sub-account together. */
        SUB_ACCOUNT("sub-account"),
        /** All callers of a model together. */
        MODEL("model");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** As a message says it: {@code key 'key_1'}. */
    public String words() {
        return kind.word + " '" + id + "'";
    }
}
