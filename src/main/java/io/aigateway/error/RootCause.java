package io.aigateway.error;

/** What is at the bottom of a failure, beneath what wrapped it on its way. */
public final class RootCause {

    private RootCause() {}

    /** The failure that no other caused. */
    public static Throwable of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What it says; its class's name when it says nothing. */
    public static String told(Throwable thrown) {
        Throwable cause = of(thrown);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
