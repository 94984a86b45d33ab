package io.aigateway.routing;

import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.condition.Facts;
import io.aigateway.condition.Subject;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the model of a call that asks for {@code auto}. Without measurements of quality it goes
 * by price: the cheapest capable model for what seems simple, the middle of the list for what seems
 * moderate, a dear one for what seems complex; never above the caller's baseline.
 */
final class AutoRouter {

    private static final String AUTO = "auto";
    private static final Map<String, Api> MODALITIES =
            Map.of(
                    "auto/text", Api.CHAT,
                    "auto/chat", Api.CHAT,
                    "auto/vision", Api.CHAT,
                    "auto/embedding", Api.EMBEDDINGS,
                    "auto/embeddings", Api.EMBEDDINGS);
    private static final int MOST_CANDIDATES = 5;

    private final Order order;

    AutoRouter(Order order) {
        this.order = order;
    }

    /** True for a name that leaves the choice to the gateway. */
    static boolean isAuto(String name) {
        return name.equalsIgnoreCase(AUTO) || name.regionMatches(true, 0, "auto/", 0, 5);
    }

    /** True when neither a rule nor a model has taken that name. */
    static boolean decides(String name, Catalog catalog) {
        return isAuto(name)
                && catalog.rules().find(name).isEmpty()
                && catalog.models().find(name).isEmpty();
    }

    /**
     * The decision; 404 for a modality that is not served, 400 when nothing is cheap enough, 503
     * when there is no capable model with a key and a price.
     */
    Decision decide(Call call, String name, Catalog catalog, Preferences wish, Facts facts) {
        requireServed(call, name);
        boolean pictures = facts.flag(Subject.HAS_IMAGES) || name.endsWith("vision");
        double tokens = facts.number(Subject.INPUT_TOKENS);
        Optional<Ceiling> ceiling = Ceiling.of(call, catalog);
        AutoPool source = new AutoPool(call, catalog, wish, pictures, tokens);
        List<Candidate> pool = source.under(ceiling);
        if (pool.isEmpty()) {
            throw nobody(ceiling).asException();
        }
        Complexity complexity = Complexity.of(call.request(), tokens);
        Bias bias = Bias.of(call, wish);
        int pick = pick(pool.size(), complexity, bias, ceiling.isPresent());
        List<Candidate> chosen = around(pool, pick);
        if (bias == Bias.SPEED) {
            chosen = order.by(Policy.LOWEST_LATENCY, pool, call.request().stream());
        }
        if (call.request().api() == Api.EMBEDDINGS) {
            chosen = chosen.subList(0, 1);
        }
        List<Candidate> ordered =
                order.warmFirst(chosen.subList(0, Math.min(MOST_CANDIDATES, chosen.size())));
        return new Decision(
                ordered.stream().map(Candidate::model).toList(),
                headers(ordered.get(0).model(), complexity, ceiling));
    }

    private static void requireServed(Call call, String name) {
        boolean bare = name.equalsIgnoreCase(AUTO);
        if (!bare && MODALITIES.get(name) != call.request().api()) {
            throw Errors.modelNotFound(name, MODALITIES.keySet().stream().sorted().toList())
                    .asException();
        }
    }

    private static GatewayError nobody(Optional<Ceiling> ceiling) {
        return ceiling.map(Ceiling::tooLow)
                .orElseGet(
                        () ->
                                Errors.overloaded(
                                        "There is no model for 'auto': none with a key and a known"
                                                + " price can serve this call."));
    }

    /** Without a ceiling the dearest models are left to those who ask for them by name. */
    private static int pick(int size, Complexity complexity, Bias bias, boolean bounded) {
        int dear = bounded ? size - 1 : size * 3 / 4;
        return switch (bias) {
            case COST -> 0;
            case QUALITY -> dear;
            case SPEED, AUTO ->
                    switch (complexity) {
                        case SIMPLE -> 0;
                        case MODERATE -> size / 2;
                        case COMPLEX -> dear;
                    };
        };
    }

    /** The one picked, then its neighbours in price, other providers first. */
    private static List<Candidate> around(List<Candidate> pool, int pick) {
        List<Candidate> near = new ArrayList<>();
        for (int distance = 0; distance < pool.size(); distance++) {
            if (pick + distance < pool.size()) {
                near.add(pool.get(pick + distance));
            }
            if (distance > 0 && pick >= distance) {
                near.add(pool.get(pick - distance));
            }
        }
        Map<String, Candidate> first = new LinkedHashMap<>();
        near.forEach(one -> first.putIfAbsent(one.provider().id(), one));
        List<Candidate> ordered = new ArrayList<>(first.values());
        near.stream()
                .filter(one -> !ordered.contains(one))
                .limit(MOST_CANDIDATES)
                .forEach(ordered::add);
        return ordered;
    }

    private static Map<String, String> headers(
            Model selected, Complexity complexity, Optional<Ceiling> ceiling) {
        Map<String, String> headers = new LinkedHashMap<>();
        String reason = "auto " + complexity.text() + " -> " + selected.id();
        headers.put("X-Auto-Routed", "true");
        headers.put("X-Routing-Selected", selected.id());
        headers.put("X-Routing-Complexity", complexity.text());
        ceiling.ifPresent(one -> headers.put("X-Auto-Baseline-Model", one.baseline().id()));
        headers.put(
                "X-Routing-Reason",
                ceiling.map(one -> reason + " (vs " + one.baseline().id() + ")").orElse(reason));
        return headers;
    }

    /**
     * What was decided.
     *
     * @param models best first
     * @param headers what the caller is told of it
     */
    record Decision(List<Model> models, Map<String, String> headers) {}
}
