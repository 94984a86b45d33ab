package io.aigateway.money;

import io.aigateway.money.Price.Rates;
import io.aigateway.money.Price.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tokens cost in one service tier.
 *
 * @param base the rates that hold unless a tier applies
 * @param tiers rates for long prompts; the highest threshold that the prompt exceeds re-prices the
 *     whole call
 */
public record Band(Rates base, List<Tier> tiers) {

    public Band {
        tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
    }

    /** The rates for every token of a call with so large a prompt. */
    public Rates ratesFor(long inputTokens) {
        Rates rates = base;
        for (Tier tier : tiers) {
            if (inputTokens > tier.above()) {
                rates = tier.rates();
            }
        }
        return rates;
    }

    /** All rates that can hold for a prompt of at most this size. */
    public Stream<Rates> ratesUpTo(long inputTokens) {
        return Stream.concat(
                Stream.of(base),
                tiers.stream().filter(tier -> inputTokens > tier.above()).map(Tier::rates));
    }

    boolean isFree() {
        return ratesUpTo(Long.MAX_VALUE)
                .allMatch(rates -> rates.byKind().stream().allMatch(rate -> rate == 0));
    }
}
