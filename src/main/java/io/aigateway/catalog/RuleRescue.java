package io.aigateway.catalog;

/** What happens to a stream that breaks after its first byte. */
public enum RuleRescue {
    /** The caller is told. */
    OFF,
    /** The next candidate continues it. */
    CONTINUE;

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException when it is neither {@code off} nor {@code continue}
     */
    static RuleRescue of(String text) {
        return switch (text) {
            case "off" -> OFF;
            case "continue" -> CONTINUE;
            default ->
                    throw new IllegalArgumentException(
                            "must be off or continue, but was '" + text + "'");
        };
    }
}
