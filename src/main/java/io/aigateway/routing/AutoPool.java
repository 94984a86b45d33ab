package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The models among which the gateway may choose for a call, the cheapest first. */
final class AutoPool {

    private static final String TOOLS = "tools";
    private static final String VISION = "vision";
    private static final String JSON_SCHEMA = "json-schema";

    private final Call call;
    private final Catalog catalog;
    private final Preferences wish;
    private final List<String> needs;
    private final double tokens;

    AutoPool(Call call, Catalog catalog, Preferences wish, boolean pictures, double tokens) {
        this.call = call;
        this.catalog = catalog;
        this.wish = wish;
        this.needs = needs(call, pictures);
        this.tokens = tokens;
    }

    private static List<String> needs(Call call, boolean pictures) {
        JsonNode body = call.request().body();
        List<String> needs = new ArrayList<>();
        needs.add(call.request().api().capability());
        if (!body.path("tools").isEmpty()) {
            needs.add(TOOLS);
        }
        if (pictures) {
            needs.add(VISION);
        }
        if (body.at("/response_format/type").asText().equals("json_schema")) {
            needs.add(JSON_SCHEMA);
        }
        return needs;
    }

    /**
     * The candidates. Models that cannot use tools are mostly old or special ones, and the demo
     * model is none: they are taken when there is nobody else.
     */
    List<Candidate> under(Optional<Ceiling> ceiling) {
        List<Candidate> able = new ArrayList<>();
        for (Model model : catalog.models().all()) {
            if (isAble(model) && ceiling.map(one -> one.covers(model)).orElse(true)) {
                able.add(new Candidate(model, Eligible.provider(catalog, model)));
            }
        }
        able.removeIf(candidate -> !candidate.provider().usable());
        prefer(able, candidate -> candidate.provider().wire() != Wire.DEMO);
        if (call.request().api() == Api.CHAT) {
            prefer(able, candidate -> candidate.model().can(TOOLS));
        }
        able.sort(
                Comparator.comparingLong((Candidate one) -> Order.price(one))
                        .thenComparing(one -> one.model().id()));
        return able;
    }

    private static void prefer(List<Candidate> all, Predicate<Candidate> good) {
        if (all.stream().anyMatch(good)) {
            all.removeIf(good.negate());
        }
    }

    private boolean isAble(Model model) {
        return model.price() != null
                && model.route() == null
                && model.capabilities().containsAll(needs)
                && model.limits().context().orElse(Integer.MAX_VALUE) > tokens
                && wish.dearestInput().orElse(Long.MAX_VALUE) >= Choice.inputPrice(model)
                && wish.dearestOutput().orElse(Long.MAX_VALUE) >= Choice.outputPrice(model)
                && (wish.providers().isEmpty() || isAtOneOf(wish.providers(), model))
                && !isAtOneOf(wish.never(), model)
                && call.knownCaller().mayUse(model.id());
    }

    private boolean isAtOneOf(List<String> providers, Model model) {
        return providers.stream()
                .map(name -> catalog.providers().find(name).map(Provider::id).orElse(name))
                .anyMatch(model.providerId()::equals);
    }
}
