package io.aigateway.provider;

import io.aigateway.error.ConfigException;
import java.util.Locale;

/** What happens to a call whose price is not known while a budget applies to it. */
public enum UnknownPrice {
    /** It is refused: the default. */
    REFUSE,
    /** It counts as free. */
    FREE,
    /** It counts with the dearest price of the catalogue. */
    CEILING;

    /** The setting {@code gateway.budget.unknown-price}. */
    public static UnknownPrice of(String text) {
        try {
            return valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ConfigException(
                    "gateway.budget.unknown-price must be refuse, free or ceiling, but was '"
                            + text
                            + "'");
        }
    }
}
