package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Wishes.Sort;
import io.aigateway.catalog.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** OpenRouter's headers, and its body's {@code provider}. */
final class OpenRouterWords {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_PROVIDERS = 50;
    private static final Map<String, Sort> SORTS =
            Map.of(
                    "price", Sort.PRICE,
                    "latency", Sort.LATENCY,
                    "throughput", Sort.THROUGHPUT);

    private OpenRouterWords() {}

    static void header(String name, String value, Draft draft) {
        if (name.equals("x-title") || name.equals("x-openrouter-title")) {
            draft.property("app", value);
        } else {
            draft.ignore(name);
        }
    }

    /** The body's {@code provider}; 400 for a part of it that cannot be meant. */
    static void provider(JsonNode provider, Draft draft) {
        if (!provider.isObject()) {
            draft.ignore("provider");
            return;
        }
        boolean fallback = provider.path("allow_fallbacks").asBoolean(true);
        for (Map.Entry<String, JsonNode> field : provider.properties()) {
            String at = "provider." + field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                continue;
            }
            switch (field.getKey()) {
                case "order" -> order(at, providers(at, value, draft), fallback, draft);
                case "only" -> draft.only(at, providers(at, value, draft));
                case "ignore" -> providers(at, value, draft).forEach(draft::never);
                case "sort" -> sort(at, value, draft);
                case "max_price" -> maxPrice(value, draft);
                case "allow_fallbacks" -> allow(at, provider, draft);
                default -> draft.ignore(at);
            }
        }
    }

    /** Without fallbacks nobody but those of the order is asked. */
    private static void order(String at, List<String> providers, boolean fallback, Draft draft) {
        draft.first(providers);
        if (!fallback) {
            draft.only(at, providers);
        }
    }

    private static void allow(String at, JsonNode provider, Draft draft) {
        JsonNode allowed = provider.path("allow_fallbacks");
        if (!allowed.isBoolean()) {
            throw Draft.mistake(at, "be true or false");
        }
        if (!allowed.asBoolean() && provider.path("order").isEmpty()) {
            draft.withoutFallback();
        }
    }

    /** Each by our id, without its variant: {@code DeepInfra/fp8} is {@code deepinfra}. */
    private static List<String> providers(String at, JsonNode list, Draft draft) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.isTextual() && names.size() <= MOST_PROVIDERS) {
                String name = one.asText().split("/", 2)[0];
                names.add(draft.catalog().providers().find(name).map(Provider::id).orElse(name));
            }
        }
        if (!list.isArray() || names.size() != list.size() || names.size() > MOST_PROVIDERS) {
            throw Draft.mistake(at, "be a list of at most " + MOST_PROVIDERS + " providers");
        }
        return names;
    }

    private static void sort(String at, JsonNode value, Draft draft) {
        Sort sort = SORTS.get((value.isObject() ? value.path("by") : value).asText());
        if (sort == null) {
            throw Draft.mistake(at, "be one of price, latency, throughput");
        }
        draft.sort(sort);
    }

    private static void maxPrice(JsonNode prices, Draft draft) {
        for (Map.Entry<String, JsonNode> price : prices.properties()) {
            String at = "provider.max_price." + price.getKey();
            switch (price.getKey()) {
                case "prompt" -> nanos(at, price.getValue()).ifPresent(draft::dearestInput);
                case "completion" -> nanos(at, price.getValue()).ifPresent(draft::dearestOutput);
                default -> draft.ignore(at);
            }
        }
    }

    /** US dollars for a million tokens, as a number or a text. */
    private static OptionalLong nanos(String at, JsonNode usd) {
        if (usd.isNull()) {
            return OptionalLong.empty();
        }
        String text = usd.asText();
        boolean wieldy = text.length() <= 20 && text.matches("[0-9]+(\\.[0-9]+)?");
        if (!wieldy || new BigDecimal(text).compareTo(DEAREST) > 0) {
            throw Draft.mistake(at, "be US dollars for a million tokens");
        }
        return OptionalLong.of(new BigDecimal(text).multiply(NANOS).longValue());
    }
}
