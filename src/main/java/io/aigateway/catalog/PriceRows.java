package io.aigateway.catalog;

import io.aigateway.config.Row;
import io.aigateway.money.Band;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.ServiceTier;
import io.aigateway.money.TokenKind;
import io.aigateway.money.UnitPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the price of a model: US dollars per million tokens, and per call, picture, second,
 * character and search. What is not written is charged as plain input or output, so that a
 * forgotten rate never undercharges.
 */
final class PriceRows {

    private static final int NANO_DECIMALS = 9;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal SUSPICIOUSLY_CHEAP = new BigDecimal("0.0005");
    private static final Price.Rates FREE = Price.Rates.of(Map.of());

    private static final List<String> UNITS =
            List.of("per-call", "per-image", "images", "per-second", "per-character", "per-search");

    private PriceRows() {}

    /** The price, or null when none is written or it has a mistake. */
    static @Nullable Price price(Row model, boolean answersInTokens) {
        Row row = model.row("price");
        return row == null ? null : row.build(() -> price(answersInTokens, row)).orElse(null);
    }

    private static Price price(boolean answersInTokens, Row row) {
        boolean byToken = UNITS.stream().noneMatch(row::has);
        require(row, "input", byToken);
        require(row, "output", byToken && answersInTokens);
        Band standard = band(row, FREE);
        return new Price(standard, byService(row, standard.base()), units(row));
    }

    private static void require(Row row, String key, boolean needed) {
        if (needed && !row.has(key)) {
            row.error(
                    "price '%s' is missing; write %s: USD per million tokens".formatted(key, key));
        }
    }

    private static Band band(Row row, Price.Rates before) {
        Price.Rates base = rates(row, before);
        List<Price.Tier> tiers = new ArrayList<>();
        for (Row tier : row.rows("tiers")) {
            tier.build(() -> tier(tier, base)).ifPresent(tiers::add);
        }
        return new Band(base, tiers);
    }

    private static Price.Tier tier(Row row, Price.Rates base) {
        OptionalInt above = row.count("above");
        if (!row.has("above")) {
            row.error("'above' is missing; write above: 200000 (input tokens)");
        }
        return new Price.Tier(above.orElse(0), rates(row, base));
    }

    private static Map<ServiceTier, Band> byService(Row price, Price.Rates standard) {
        Map<ServiceTier, Band> bands = new EnumMap<>(ServiceTier.class);
        for (ServiceTier tier : ServiceTier.values()) {
            Row row = tier == ServiceTier.STANDARD ? null : price.row(tier.key());
            if (row != null) {
                row.build(() -> band(row, standard)).ifPresent(band -> bands.put(tier, band));
            }
        }
        return bands;
    }

    /** Input and output that are not written are those of {@code base}. */
    private static Price.Rates rates(Row row, Price.Rates base) {
        Map<TokenKind, Long> written = new EnumMap<>(TokenKind.class);
        written.put(TokenKind.INPUT, base.input());
        written.put(TokenKind.OUTPUT, base.output());
        for (TokenKind kind : TokenKind.values()) {
            if (row.has(kind.key())) {
                warnOfPerToken(row, kind.key());
                written.put(kind, nanos(row, kind.key()));
            }
        }
        return Price.Rates.of(written);
    }

    private static void warnOfPerToken(Row row, String key) {
        BigDecimal usd = row.decimal(key);
        if (usd != null && usd.signum() > 0 && usd.compareTo(SUSPICIOUSLY_CHEAP) < 0) {
            row.warning(
                    key,
                    "'%s' of %s USD per million tokens is hardly a price; is it meant per token?"
                            .formatted(key, usd.toPlainString()));
        }
    }

    private static UnitPrices units(Row row) {
        return new UnitPrices(
                money(row, "per-call"),
                images(row),
                money(row, "per-second"),
                money(row, "per-character"),
                money(row, "per-search"));
    }

    private static Map<String, Money> images(Row row) {
        Map<String, Money> images = new HashMap<>();
        if (row.has("per-image")) {
            images.put("", money(row, "per-image"));
        }
        Row variants = row.row("images");
        if (variants != null) {
            for (String variant : row.textsByName("images").keySet()) {
                images.put(variant, money(variants, variant));
            }
        }
        return images;
    }

    private static Money money(Row row, String key) {
        return new Money(nanos(row, key));
    }

    private static long nanos(Row row, String key) {
        BigDecimal usd = row.decimal(key);
        if (usd == null) {
            return 0;
        }
        if (usd.signum() < 0 || usd.compareTo(DEAREST) > 0) {
            row.error(key, "'" + key + "' must be 0 to 1000000 USD, but was " + usd);
            return 0;
        }
        if (usd.stripTrailingZeros().scale() > NANO_DECIMALS) {
            row.error(key, "'" + key + "' must have at most nine decimals, but was " + usd);
            return 0;
        }
        return usd.movePointRight(NANO_DECIMALS).longValueExact();
    }
}
