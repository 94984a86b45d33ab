package io.aigateway.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * What a provider charges for a model.
 *
 * @param base the rates that hold unless a tier applies
 * @param tiers rates for long prompts; the highest threshold that the prompt exceeds re-prices the
 *     whole call
 * @param perCall a flat amount for each call
 */
public record Price(Rates base, List<Tier> tiers, Money perCall) {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    public Price {
        if (perCall.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException(
                    "price per call must not be negative, but was " + perCall);
        }
        tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
    }

    /** Rates without tiers and without a flat amount. */
    public static Price of(Rates base) {
        return new Price(base, List.of(), Money.ZERO);
    }

    /** The exact cost of a usage, rounded once, half up, to a nano-dollar. */
    public Money costOf(Usage usage) {
        Rates rates = ratesFor(usage.input());
        long plainInput =
                usage.input() - usage.cachedInput() - usage.cacheWrite() - usage.cacheWriteLong();
        BigInteger sum =
                times(plainInput, rates.input())
                        .add(times(usage.cachedInput(), rates.cachedInput()))
                        .add(times(usage.cacheWrite(), rates.cacheWrite()))
                        .add(times(usage.cacheWriteLong(), rates.cacheWriteLong()))
                        .add(times(usage.output(), rates.output()));
        BigDecimal nanos =
                new BigDecimal(sum).divide(new BigDecimal(MILLION), 0, RoundingMode.HALF_UP);
        return new Money(nanos.longValueExact()).plus(perCall);
    }

    private Rates ratesFor(long inputTokens) {
        Rates rates = base;
        for (Tier tier : tiers) {
            if (inputTokens > tier.above()) {
                rates = tier.rates();
            }
        }
        return rates;
    }

    private static BigInteger times(long tokens, long rate) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate));
    }

    /**
     * Rates in nano-dollars per million tokens (1 USD per million tokens is 10⁹).
     *
     * @param input plain prompt tokens
     * @param output generated tokens, reasoning included
     * @param cachedInput prompt tokens read from the provider's cache
     * @param cacheWrite prompt tokens written to the cache for the provider's short time
     * @param cacheWriteLong prompt tokens written to the cache for an hour
     */
    public record Rates(
            long input, long output, long cachedInput, long cacheWrite, long cacheWriteLong) {

        public Rates {
            requireRate("input", input);
            requireRate("output", output);
            requireRate("cached-input", cachedInput);
            requireRate("cache-write", cacheWrite);
            requireRate("cache-write-1h", cacheWriteLong);
        }

        private static void requireRate(String field, long value) {
            if (value < 0) {
                throw new IllegalArgumentException(
                        "price '" + field + "' must not be negative, but was " + value);
            }
        }
    }

    /**
     * Rates for prompts above a size.
     *
     * @param above the number of input tokens that must be exceeded
     * @param rates what then holds for every token of the call
     */
    public record Tier(long above, Rates rates) {}
}
