package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Call;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.money.Price;
import java.util.Optional;

/**
 * The model that a caller would have paid for itself: nothing that the gateway chooses for it may
 * cost more.
 *
 * @param baseline that model; its price is known
 */
record Ceiling(Model baseline) {

    private static final String FIELD = "baseline_model";
    private static final String HEADER = "x-baseline-model";

    /** That of a call: from its header, else from its body; 400 when it names no priced model. */
    static Optional<Ceiling> of(Call call, Catalog catalog) {
        String header = call.headers().get(HEADER);
        JsonNode field = call.request().body().path(FIELD);
        String name = header == null ? field.asText("") : header.trim();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                catalog.models()
                        .find(name)
                        .filter(model -> model.price() != null)
                        .map(Ceiling::new)
                        .orElseThrow(
                                () ->
                                        Errors.invalidRequest(
                                                        FIELD,
                                                        "'"
                                                                + FIELD
                                                                + "' must be a model whose price is known, but was '"
                                                                + Errors.printable(name)
                                                                + "'.")
                                                .asException()));
    }

    /** 400: nothing that could serve the call is that cheap. */
    GatewayError tooLow() {
        return Errors.invalidRequest(
                FIELD,
                "No model that can serve this call costs as little as '" + baseline.id() + "'.");
    }

    /** True when neither input nor output of a model costs more; an unknown price does. */
    boolean covers(Model model) {
        Price price = model.price();
        Price most = baseline.price();
        return price != null
                && most != null
                && price.base().input() <= most.base().input()
                && price.base().output() <= most.base().output()
                && price.perCall().compareTo(most.perCall()) <= 0;
    }
}
