package io.aigateway.condition;

/**
 * A piece of a condition's text.
 *
 * @param kind what it is
 * @param text as it is written; of a quoted text, what stands between the quotes
 * @param position where it begins, counted from 1
 */
record Token(Kind kind, String text, int position) {

    /** What a token can be. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    boolean is(String written) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(written);
    }

    /** For messages. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + text + "'";
            default -> "'" + text + "'";
        };
    }
}
