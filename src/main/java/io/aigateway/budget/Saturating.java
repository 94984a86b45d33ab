package io.aigateway.budget;

/**
 * Addition that stops at the largest amount, so that no sum ever turns negative and frees a cap.
 */
final class Saturating {

    private Saturating() {}

    /** The sum of two amounts that are not negative, at most {@link Long#MAX_VALUE}. */
    static long add(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
