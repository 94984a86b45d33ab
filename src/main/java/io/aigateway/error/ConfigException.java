package io.aigateway.error;

/**
 * A setting that cannot be used; the message names the file, the line, the value and what would be
 * right.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
