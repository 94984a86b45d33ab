package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.routing.Beside;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Asks a candidate through the route {@code call-beside}, with a message of its own. */
public final class BesideRoute implements Beside, CamelContextAware {

    private static final String ROUTE = "direct:call-beside";
    private static final String CALL = "call";

    private @Nullable CamelContext context;
    private @Nullable ProducerTemplate template;

    @Override
    public Call ask(Call call) {
        Exchange after = template().send(ROUTE, exchange -> exchange.setVariable(CALL, call));
        return after.getVariable(CALL, Call.class);
    }

    private synchronized ProducerTemplate template() {
        ProducerTemplate known = template;
        if (known == null) {
            known =
                    Objects.requireNonNull(context, "the Camel context has not been set")
                            .createProducerTemplate();
            template = known;
        }
        return known;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }
}
