package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prices: LiteLLM's are dollars per token, ours dollars per million. Keys are those of its {@code
 * model_prices_and_context_window.json}, which may stand in {@code model_info} and in {@code
 * litellm_params}.
 */
final class Prices {

    private static final Map<String, String> KINDS =
            Map.ofEntries(
                    Map.entry("input_cost_per_token", "input"),
                    Map.entry("output_cost_per_token", "output"),
                    Map.entry("cache_read_input_token_cost", "cached-input"),
                    Map.entry("cache_creation_input_token_cost", "cache-write"),
                    Map.entry("cache_creation_input_token_cost_above_1hr", "cache-write-1h"),
                    Map.entry("output_cost_per_reasoning_token", "reasoning"),
                    Map.entry("input_cost_per_audio_token", "audio-input"),
                    Map.entry("cache_read_input_audio_token_cost", "cached-audio"),
                    Map.entry("output_cost_per_audio_token", "audio-output"),
                    Map.entry("input_cost_per_image_token", "image-input"),
                    Map.entry("output_cost_per_image_token", "image-output"));
    private static final Map<String, String> SERVICES =
            Map.of("_batches", "batch", "_flex", "flex", "_priority", "priority");
    private static final Pattern SUFFIX =
            Pattern.compile("^(.*?)(_above_(\\d{1,6})k_tokens)?(_batches|_flex|_priority)?$");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal CHEAPEST = new BigDecimal("0.0005");
    private static final int DECIMALS = 9;

    private Prices() {}

    /**
     * The price of an entry: what is said in it, laid over what is known; empty when neither is.
     */
    static Map<String, Object> of(Entry entry, Map<String, Object> known, boolean embeds) {
        Map<String, Object> price = new LinkedHashMap<>(known);
        if (entry.info("input_cost_per_token", "output_cost_per_token").isPresent()) {
            price.keySet().retainAll(List.of("input", "output"));
        }
        Map<Integer, Map<String, Object>> tiers = new TreeMap<>();
        places(entry)
                .forEach(
                        place ->
                                place.fields()
                                        .forEach((key, value) -> add(price, tiers, key, value)));
        perSecond(entry, price);
        if (!tiers.isEmpty()) {
            price.put("tiers", tiers(tiers));
        }
        if (!price.isEmpty() && !price.containsKey("per-second")) {
            price.putIfAbsent("input", BigDecimal.ZERO);
            if (!embeds) {
                price.putIfAbsent("output", BigDecimal.ZERO);
            }
        }
        return ordered(price);
    }

    /** Later places win: {@code model_info} stands last. */
    private static List<Setting> places(Entry entry) {
        List<Setting> places = new ArrayList<>(List.of(entry.whole()));
        entry.whole().get("litellm_params").ifPresent(places::add);
        entry.whole().get("model_info").ifPresent(places::add);
        return places;
    }

    private static void add(
            Map<String, Object> price,
            Map<Integer, Map<String, Object>> tiers,
            String key,
            Setting value) {
        Matcher parts = SUFFIX.matcher(key);
        String exact = KINDS.get(key);
        String kind = exact == null && parts.matches() ? KINDS.get(parts.group(1)) : exact;
        if (kind == null
                || (exact == null && parts.group(2) != null && parts.group(3 + 1) != null)) {
            return;
        }
        Optional<BigDecimal> usd = perMillion(value);
        if (usd.isEmpty()) {
            return;
        }
        if (exact != null) {
            price.put(kind, usd.get());
        } else if (parts.group(2) != null) {
            int above = Integer.parseInt(parts.group(3)) * 1_000;
            tiers.computeIfAbsent(above, at -> new LinkedHashMap<>()).put(kind, usd.get());
        } else {
            within(price, SERVICES.getOrDefault(parts.group(4), "batch")).put(kind, usd.get());
        }
    }

    private static Map<String, Object> within(Map<String, Object> price, String service) {
        Map<String, Object> rates = new LinkedHashMap<>();
        if (price.get(service) instanceof Map<?, ?> known) {
            known.forEach((key, value) -> rates.put("" + key, value));
        }
        price.put(service, rates);
        return rates;
    }

    private static List<Map<String, Object>> tiers(Map<Integer, Map<String, Object>> tiers) {
        List<Map<String, Object>> rows = new ArrayList<>();
        tiers.forEach(
                (above, rates) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("above", above);
                    row.putAll(rates);
                    rows.add(row);
                });
        return rows;
    }

    private static void perSecond(Entry entry, Map<String, Object> price) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean found = false;
        for (String key : List.of("input_cost_per_second", "output_cost_per_second")) {
            Optional<Setting> setting = entry.info(key);
            Optional<BigDecimal> usd = setting.flatMap(Prices::dollars);
            if (usd.isPresent()) {
                setting.get().changed("one price per second, of input and output together");
                sum = sum.add(usd.get());
                found = true;
            }
        }
        if (found) {
            price.clear();
            price.put("per-second", sum.setScale(DECIMALS, RoundingMode.HALF_UP));
        }
    }

    private static Optional<BigDecimal> perMillion(Setting value) {
        Optional<BigDecimal> usd = dollars(value).map(one -> one.multiply(MILLION));
        if (usd.isEmpty() || usd.get().compareTo(MILLION) > 0) {
            value.dropped("this is no price per token");
            return Optional.empty();
        }
        if (usd.get().signum() > 0 && usd.get().compareTo(CHEAPEST) < 0) {
            value.changed("the lowest price is 0.0005 dollars per million");
            return Optional.of(CHEAPEST);
        }
        value.carried("per million tokens");
        return Optional.of(usd.get().setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    private static Optional<BigDecimal> dollars(Setting value) {
        return value.number().filter(one -> one.signum() >= 0 && one.compareTo(MILLION) <= 0);
    }

    /** Input and output first, as a person reads them. */
    private static Map<String, Object> ordered(Map<String, Object> price) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String key : List.of("input", "output")) {
            if (price.containsKey(key)) {
                ordered.put(key, price.get(key));
            }
        }
        ordered.putAll(price);
        return ordered;
    }
}
