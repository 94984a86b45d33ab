package io.aigateway.limit;

/**
 * How much of a limit is left.
 *
 * @param limit the limit
 * @param remaining how many may come at once; never negative
 * @param resetSeconds until the limit is whole again, rounded up
 */
public record Level(Limit limit, long remaining, long resetSeconds) {}
