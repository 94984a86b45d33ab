package io.aigateway.config;

/**
 * Something an operator should know about a configuration file.
 *
 * @param severity whether the file can be used nevertheless
 * @param file where the file was read from, as {@link ConfigFiles} tells it
 * @param line the line, counted from 1
 * @param message {@code what is wrong; what would be right}; never a secret
 */
public record Finding(Severity severity, String file, int line, String message) {

    /** Whether a file with this finding can be used. */
    public enum Severity {
        /** The file is not used until this is mended. */
        ERROR,
        /** The file is used; the operator should look at it. */
        WARNING
    }

    public Finding {
        if (line < 1) {
            throw new IllegalArgumentException("line must be 1 or more, but was " + line);
        }
    }

    /** True when the file cannot be used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line: message}, as compilers print it, so that editors can jump to it. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
