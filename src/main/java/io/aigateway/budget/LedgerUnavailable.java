package io.aigateway.budget;

/**
 * The counters or the records behind them cannot be read or changed, so nobody knows whether a call
 * may spend. Whoever asked decides whether to refuse.
 */
public final class LedgerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String message) {
        super(message);
    }

    LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
