package io.aigateway.call;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt costs.
 *
 * @param providerId who was asked
 * @param usage what the provider bills for; nothing for most attempts that failed
 * @param cost the provider's price for it
 * @param priceVersion which price it was computed from; null when none is known
 * @param ownKey true when the caller's own key at the provider was used
 */
public record BillLine(
        String providerId,
        Usage usage,
        Money cost,
        @Nullable String priceVersion,
        boolean ownKey) {}
