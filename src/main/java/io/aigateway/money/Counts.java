package io.aigateway.money;

/** What a count may be. */
final class Counts {

    private static final long MOST = 1_000_000_000_000L;

    private Counts() {}

    static void require(String field, long value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(
                    field + " must be between 0 and 10^12, but was " + value);
        }
    }

    static void requirePart(String field, long part, String whole, long of) {
        if (part > of) {
            throw new IllegalArgumentException(
                    "%s must not exceed the %s of %d tokens, but was %d"
                            .formatted(field, whole, of, part));
        }
    }
}
