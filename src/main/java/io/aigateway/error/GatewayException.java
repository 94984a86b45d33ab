package io.aigateway.error;

/** Ends a call with an error that the caller is told; the routes turn it into an answer. */
public final class GatewayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;

    public GatewayException(GatewayError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** What the caller is told. */
    public GatewayError error() {
        return error;
    }
}
