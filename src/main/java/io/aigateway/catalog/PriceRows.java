package io.aigateway.catalog;

import io.aigateway.config.Row;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.TokenKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the price of a model: US dollars per million tokens, and per call. What is not written is
 * charged as plain input, so that a forgotten rate never undercharges.
 */
final class PriceRows {

    private static final int NANO_DECIMALS = 9;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);

    private static final Price.Rates FREE = Price.Rates.of(Map.of());

    private PriceRows() {}

    /** The price, or null when none is written or it has a mistake. */
    static @Nullable Price price(Row model, boolean answersInTokens) {
        Row row = model.row("price");
        if (row == null) {
            return null;
        }
        return row.build(
                        () -> {
                            long perCall = nanos(row, "per-call", 0L);
                            boolean byToken = perCall == 0;
                            Price.Rates base = base(row, byToken, byToken && answersInTokens);
                            return new Price(base, tiers(row, base), new Money(perCall));
                        })
                .orElse(null);
    }

    private static Price.Rates base(Row row, boolean inputNeeded, boolean outputNeeded) {
        if (inputNeeded && !row.has("input")) {
            row.error("price 'input' is missing; write input: USD per million tokens");
        }
        if (outputNeeded && !row.has("output")) {
            row.error("price 'output' is missing; write output: USD per million tokens");
        }
        return rates(row, FREE);
    }

    private static List<Price.Tier> tiers(Row price, Price.Rates base) {
        List<Price.Tier> tiers = new ArrayList<>();
        for (Row row : price.rows("tiers")) {
            row.build(() -> tier(row, base)).ifPresent(tiers::add);
        }
        return tiers;
    }

    private static Price.Tier tier(Row row, Price.Rates base) {
        OptionalInt above = row.count("above");
        if (!row.has("above")) {
            row.error("'above' is missing; write above: 200000 (input tokens)");
        }
        return new Price.Tier(above.orElse(0), rates(row, base));
    }

    private static Price.Rates rates(Row row, Price.Rates base) {
        Map<TokenKind, Long> written = new EnumMap<>(TokenKind.class);
        written.put(TokenKind.INPUT, base.input());
        written.put(TokenKind.OUTPUT, base.output());
        for (TokenKind kind : TokenKind.values()) {
            if (row.has(kind.key())) {
                written.put(kind, nanos(row, kind.key(), 0L));
            }
        }
        return Price.Rates.of(written);
    }

    private static long nanos(Row row, String key, long fallback) {
        BigDecimal usd = row.decimal(key);
        if (usd == null) {
            return fallback;
        }
        if (usd.signum() < 0 || usd.compareTo(DEAREST) > 0) {
            row.error(key, "'" + key + "' must be 0 to 1000000 USD, but was " + usd);
            return fallback;
        }
        if (usd.stripTrailingZeros().scale() > NANO_DECIMALS) {
            row.error(key, "'" + key + "' must have at most nine decimals, but was " + usd);
            return fallback;
        }
        return usd.movePointRight(NANO_DECIMALS).longValueExact();
    }
}
