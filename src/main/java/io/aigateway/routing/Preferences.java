package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Request;
import io.aigateway.call.Wishes;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.config.Spelling;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a caller wants its own call routed: the field {@code routing} of its request, or what it says
 * of that in the words of other gateways.
 *
 * @param policy the order of the candidates
 * @param providers the only providers that may be asked, best first; empty for any
 * @param first the providers to be asked first, best first; the others follow
 * @param never the providers that must not be asked
 * @param dearestInput the most that a million input tokens may cost, in nano-dollars
 * @param dearestOutput the same of output tokens
 * @param fallback whether a second candidate may be asked
 */
record Preferences(
        Policy policy,
        List<String> providers,
        List<String> first,
        List<String> never,
        OptionalLong dearestInput,
        OptionalLong dearestOutput,
        boolean fallback) {

    /** Those of a call that says nothing. */
    static final Preferences NONE = plain(Policy.LISTED, List.of(), OptionalLong.empty(), true);

    private static final Set<String> KNOWN =
            Set.of("policy", "providers", "max_cost_per_1m_input", "allow_fallback");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_PROVIDERS = 20;

    Preferences {
        providers = List.copyOf(providers);
        first = List.copyOf(first);
        never = List.copyOf(never);
    }

    private static Preferences plain(
            Policy policy, List<String> providers, OptionalLong dearestInput, boolean fallback) {
        return new Preferences(
                policy,
                providers,
                List.of(),
                List.of(),
                dearestInput,
                OptionalLong.empty(),
                fallback);
    }

    /** True when the caller says which providers of a model it wants, and in which order. */
    boolean choose() {
        return policy != Policy.LISTED
                || !providers.isEmpty()
                || !first.isEmpty()
                || !never.isEmpty();
    }

    /**
     * Those that it names of whom nobody knows; 400, naming a near one that is known, when that is
     * all that may be asked.
     */
    List<String> unknownIn(Catalog catalog) {
        List<String> unknown =
                Stream.of(providers, first, never)
                        .flatMap(List::stream)
                        .filter(name -> !isKnown(name, catalog))
                        .distinct()
                        .toList();
        if (!providers.isEmpty() && unknown.containsAll(providers)) {
            List<String> known = catalog.providers().all().stream().map(Provider::id).toList();
            throw Errors.invalidRequest(
                            "routing.providers",
                            "'routing.providers' names nobody who is known here: '"
                                    + Errors.printable(unknown.get(0))
                                    + "'; "
                                    + Spelling.advice(unknown.get(0), "providers", known))
                    .asException();
        }
        return unknown;
    }

    /** A model that is a Camel endpoint may have a provider without a row. */
    private static boolean isKnown(String name, Catalog catalog) {
        return catalog.providers().find(name).isPresent()
                || catalog.models().all().stream().map(Model::providerId).anyMatch(name::equals);
    }

    /** Those of a request; 400, naming the field, when they cannot be meant. */
    static Preferences of(Request request) {
        JsonNode routing = request.body().path("routing");
        JsonNode fallbacks = request.body().path("fallbacks");
        boolean mayFallBack = !fallbacks.isBoolean() || fallbacks.asBoolean();
        if (routing.isMissingNode() || routing.isNull()) {
            return request.wishes() == Wishes.NONE && mayFallBack
                    ? NONE
                    : of(request.wishes().routing(), mayFallBack);
        }
        require(routing.isObject(), "routing", "an object such as {\"policy\":\"lowest_cost\"}");
        routing.fieldNames().forEachRemaining(Preferences::requireKnown);
        List<String> providers = providers(routing.path("providers"));
        Policy policy = policy(routing.path("policy"), request.stream() && !providers.isEmpty());
        boolean pinned = policy == Policy.PINNED;
        if (pinned && providers.isEmpty()) {
            throw Errors.invalidRequest(
                            "routing.providers",
                            "'routing.providers' must name the provider to pin the call to.")
                    .asException();
        }
        boolean fallback = allowsFallback(routing) && mayFallBack && !pinned;
        return plain(policy, providers, dearest(routing.path("max_cost_per_1m_input")), fallback);
    }

    private static boolean allowsFallback(JsonNode routing) {
        JsonNode allow = routing.path("allow_fallback");
        require(
                allow.isBoolean() || allow.isMissingNode(),
                "routing.allow_fallback",
                "true or false");
        return allow.asBoolean(true);
    }

    private static Preferences of(Wishes.Routing wish, boolean mayFallBack) {
        Policy policy =
                switch (wish.sort()) {
                    case NONE -> Policy.LISTED;
                    case PRICE -> Policy.LOWEST_COST;
                    case LATENCY -> Policy.LOWEST_LATENCY;
                    case THROUGHPUT -> Policy.HIGHEST_THROUGHPUT;
                };
        return new Preferences(
                wish.first().isEmpty() ? policy : Policy.LISTED,
                wish.only(),
                wish.first(),
                wish.never(),
                wish.dearestInput(),
                wish.dearestOutput(),
                mayFallBack && wish.fallback());
    }

    private static void requireKnown(String field) {
        if (!KNOWN.contains(field)) {
            throw Errors.invalidRequest(
                            "routing",
                            "'routing' has no field '"
                                    + Errors.printable(field)
                                    + "'; "
                                    + Spelling.advice(field, "fields", KNOWN))
                    .asException();
        }
    }

    /** A stream wants its first token soon, if there is a choice and its caller says no other. */
    private static Policy policy(JsonNode policy, boolean quick) {
        if (policy.isMissingNode()) {
            return quick ? Policy.LOWEST_LATENCY : Policy.LISTED;
        }
        return Policy.named(policy.asText())
                .filter(known -> policy.isTextual())
                .orElseThrow(
                        () ->
                                mistake(
                                        "routing.policy",
                                        "one of " + String.join(", ", Policy.texts())));
    }

    private static List<String> providers(JsonNode list) {
        List<String> providers = new ArrayList<>();
        boolean good = list.isMissingNode() || (list.isArray() && list.size() <= MOST_PROVIDERS);
        for (JsonNode one : list) {
            good &= one.isTextual();
            providers.add(one.asText());
        }
        require(good, "routing.providers", "a list of at most " + MOST_PROVIDERS + " provider ids");
        return providers;
    }

    private static OptionalLong dearest(JsonNode usd) {
        if (usd.isMissingNode()) {
            return OptionalLong.empty();
        }
        boolean good =
                usd.isNumber()
                        && usd.decimalValue().signum() >= 0
                        && usd.decimalValue().compareTo(MOST) <= 0;
        require(good, "routing.max_cost_per_1m_input", "US dollars for a million input tokens");
        return OptionalLong.of(usd.decimalValue().multiply(NANOS).longValue());
    }

    private static void require(boolean good, String field, String expected) {
        if (!good) {
            throw mistake(field, expected);
        }
    }

    private static GatewayException mistake(String field, String expected) {
        return Errors.invalidRequest(field, "'" + field + "' must be " + expected + ".")
                .asException();
    }
}
