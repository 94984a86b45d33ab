package io.aigateway.config;

/**
 * A value and where it was written, so that a later check across files can still name the line.
 *
 * @param value what was read
 * @param row the row it was read from
 */
public record Located<T>(T value, Row row) {}
