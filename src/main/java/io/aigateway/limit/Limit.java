package io.aigateway.limit;

/**
 * The most of something that a subject may use.
 *
 * @param subject whose limit it is
 * @param unit what is counted
 * @param most how many a minute, or at one time; a quiet minute saves up this many and no more
 */
public record Limit(Subject subject, Unit unit, long most) {

    private static final long HIGHEST = 2_147_483_647L;

    public Limit {
        requireCount("limit", most);
    }

    /** A call that wants this many. */
    public Want want(long amount) {
        return new Want(this, Math.min(Math.max(amount, 1), HIGHEST));
    }

    /** A call that wants one. */
    public Want one() {
        return new Want(this, 1);
    }

    /** As a message says it: {@code limit of 60 requests per minute of key 'key_1'}. */
    public String words() {
        return "limit of " + most + " " + unit.words() + " of " + subject.words();
    }

    static void requireCount(String field, long value) {
        if (value < 1 || value > HIGHEST) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + HIGHEST + ", but was " + value);
        }
    }
}
