package io.aigateway.money;

import java.math.BigInteger;
import java.util.Map;

/**
 * Prices that do not depend on tokens.
 *
 * @param perCall a flat amount for each call
 * @param perImage for each picture made, by size and quality; the empty name stands for all others
 * @param perSecond for each second of sound, video or computing
 * @param perCharacter for each character
 * @param perSearch for each search of the web
 */
public record UnitPrices(
        Money perCall,
        Map<String, Money> perImage,
        Money perSecond,
        Money perCharacter,
        Money perSearch) {

    /** Tokens are all that is charged. */
    public static final UnitPrices NONE = ofCall(Money.ZERO);

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MILLION_OF_A_MILLI = BigInteger.valueOf(1_000);

    public UnitPrices {
        perImage = Map.copyOf(perImage);
        require("per call", perCall);
        require("per second", perSecond);
        require("per character", perCharacter);
        require("per search", perSearch);
        perImage.values().forEach(price -> require("per image", price));
    }

    /** A flat amount for each call, and nothing else. */
    public static UnitPrices ofCall(Money perCall) {
        return new UnitPrices(perCall, Map.of(), Money.ZERO, Money.ZERO, Money.ZERO);
    }

    /**
     * The price of one picture. A variant that the row does not name costs what the row has for all
     * others, else the dearest of those named: never less than it may cost.
     */
    public Money perImage(String variant) {
        Money named = perImage.getOrDefault(variant, perImage.get(""));
        return named != null
                ? named
                : perImage.values().stream().max(Money::compareTo).orElse(Money.ZERO);
    }

    /** True when these prices charge nothing. */
    public boolean isNothing() {
        return equals(NONE);
    }

    /** The cost of the units in millionths of a nano-dollar, without the amount per call. */
    BigInteger millionths(Units units) {
        if (units.equals(Units.NONE)) {
            return BigInteger.ZERO;
        }
        return times(units.images(), perImage(units.variant()))
                .add(times(units.characters(), perCharacter))
                .add(times(units.searches(), perSearch))
                .multiply(MILLION)
                .add(times(units.millis(), perSecond).multiply(MILLION_OF_A_MILLI));
    }

    private static BigInteger times(long count, Money price) {
        return BigInteger.valueOf(count).multiply(BigInteger.valueOf(price.nanos()));
    }

    private static void require(String field, Money price) {
        if (price.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException(
                    "price " + field + " must not be negative, but was " + price);
        }
    }
}
