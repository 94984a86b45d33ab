package io.aigateway.limit;

/** What a limit counts. */
public enum Unit {
    /** Calls in a minute. */
    REQUESTS("requests per minute"),
    /** Tokens in a minute, those read and those written. */
    TOKENS("tokens per minute"),
    /** Calls under way at one time. */
    PARALLEL("parallel calls");

    private final String words;

    Unit(String words) {
        this.words = words;
    }

    /** As a message says it: {@code requests per minute}. */
    public String words() {
        return words;
    }
}
