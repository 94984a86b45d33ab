package io.aigateway.config;

/**
 * A configuration file as it was read.
 *
 * @param source where it came from, for messages: a path, or {@code classpath:…} for the packaged
 *     copy
 * @param text its content, without a byte order mark
 */
public record ConfigText(String source, String text) {}
