package io.aigateway;

import io.aigateway.budget.TokenCounter;
import org.apache.camel.CamelContext;

/** Does once, before anybody is served, what the first call would otherwise wait for. */
final class WarmUp {

    private final CamelContext context;

    WarmUp(CamelContext context) {
        this.context = context;
    }

    void run() {
        context.getRegistry().lookupByNameAndType("tokenCounter", TokenCounter.class).warmUp();
    }
}
