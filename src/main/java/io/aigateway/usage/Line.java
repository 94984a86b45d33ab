package io.aigateway.usage;

/**
 * One line of a report.
 *
 * @param label what the line is about: a tag, an id, a date
 * @param sums its totals
 */
public record Line(String label, Sums sums) {}
