package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.catalog.Provider;
import io.aigateway.routing.LeftAlone;
import io.aigateway.routing.Quantiles;
import io.aigateway.routing.Seen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How the health of providers is shown. */
final class ProviderViews {

    private static final String CLOSED = "closed";

    private ProviderViews() {}

    static ObjectNode of(
            Provider provider, Seen seen, String circuit, Map<String, LeftAlone> leftAlone) {
        LeftAlone cooling = leftAlone.get(provider.id());
        ObjectNode view =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", provider.id())
                        .put("wire", provider.wire().text())
                        .put("state", state(provider, circuit, cooling))
                        .put("circuit", circuit)
                        .put("requests", seen.answered() + seen.failed());
        put(view, "error_rate", seen.errorRate(), 3);
        view.set("first_token_ms", quantiles(seen.firstToken()));
        view.set("latency_ms", quantiles(seen.whole()));
        put(view, "tokens_per_second", seen.tokensPerSecond(), 1);
        view.put("cool_down_until", cooling == null ? null : cooling.until().toString());
        view.put("cool_down_reason", cooling == null ? null : cooling.reason().key());
        addModels(view, provider, leftAlone);
        return view;
    }

    private static String state(Provider provider, String circuit, @Nullable LeftAlone cooling) {
        if (!provider.usable()) {
            return "no key";
        }
        if (!circuit.equals(CLOSED)) {
            return "failing";
        }
        return cooling == null ? "on" : "cooling";
    }

    private static ObjectNode quantiles(Quantiles some) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        put(view, "p50", some.p50(), 1);
        put(view, "p99", some.p99(), 1);
        return view;
    }

    private static void put(ObjectNode view, String name, OptionalDouble value, int decimals) {
        if (value.isEmpty()) {
            view.putNull(name);
        } else {
            view.put(
                    name,
                    BigDecimal.valueOf(value.getAsDouble())
                            .setScale(decimals, RoundingMode.HALF_UP));
        }
    }

    /** The models that are left alone though their provider is not. */
    private static void addModels(
            ObjectNode view, Provider provider, Map<String, LeftAlone> leftAlone) {
        ArrayNode models = view.putArray("cooling_models");
        leftAlone.forEach(
                (id, one) -> {
                    if (id.startsWith(provider.id() + "/")) {
                        models.addObject()
                                .put("model", id)
                                .put("cool_down_until", one.until().toString())
                                .put("cool_down_reason", one.reason().key());
                    }
                });
    }
}
