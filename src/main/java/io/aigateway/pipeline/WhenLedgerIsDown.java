package io.aigateway.pipeline;

import io.aigateway.error.ConfigException;
import java.util.Locale;

/** What happens to a call while nobody can say or write down what it may cost. */
public enum WhenLedgerIsDown {
    /** It is refused with 503, and no provider is asked: the default. */
    REFUSE,
    /** It goes on; what it costs may stay uncounted. */
    ALLOW;

    /** The setting {@code gateway.budget.when-ledger-is-down}. */
    public static WhenLedgerIsDown of(String text) {
        try {
            return valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ConfigException(
                    "gateway.budget.when-ledger-is-down must be refuse or allow, but was '"
                            + text
                            + "'");
        }
    }
}
