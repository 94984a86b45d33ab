package io.aigateway.usage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.money.Money;

/** Differences as the API and the command line tell them; amounts in cents. */
public final class DifferenceViews {

    private DifferenceViews() {}

    /** One difference. */
    public static ObjectNode of(Difference one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("counter", one.counter())
                .put("scope", one.scope())
                .put("window", one.window())
                .put("counted_cents", one.counted().cost().cents())
                .put("recorded_cents", one.recorded().cost().cents())
                .put("difference_cents", new Money(one.nanos()).cents())
                .put("counted_requests", one.counted().requests())
                .put("recorded_requests", one.recorded().requests());
    }
}
