package io.aigateway.camel;

import io.aigateway.event.Delivery;
import io.aigateway.event.Sink;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends deliveries through the routes in {@code routes/sinks}. A route that ends has delivered; one
 * that throws has not.
 */
public final class SinkRoutes implements Sink, CamelContextAware {

    private static final String DELIVERY = "delivery";

    /** Where the policy {@code sink-errors} keeps what went wrong. */
    private static final String FAILURE = "failure";

    /** Other routes are steps of a call, and take no deliveries. */
    private static final String PREFIX = "send-";

    private static final int UNTOLD = 0;

    private @Nullable CamelContext context;
    private @Nullable ProducerTemplate template;

    @Override
    public Outcome send(Delivery delivery) {
        if (!has(delivery.route())) {
            return Outcome.refused(UNTOLD, "there is no route '" + delivery.route() + "'");
        }
        Exchange done =
                template()
                        .send(
                                "direct:" + delivery.route(),
                                exchange -> exchange.setVariable(DELIVERY, delivery));
        Exception thrown = done.getException();
        Throwable failure = thrown != null ? thrown : done.getVariable(FAILURE, Throwable.class);
        return failure == null ? Outcome.taken(status(done)) : outcome(failure);
    }

    @Override
    public boolean ready() {
        return camel().getStatus().isStarted();
    }

    @Override
    public boolean has(String route) {
        return route.startsWith(PREFIX)
                && camel().getRoutes().stream()
                        .anyMatch(
                                each ->
                                        each.getEndpoint()
                                                .getEndpointBaseUri()
                                                .equals("direct://" + route));
    }

    private static int status(Exchange done) {
        Integer status = done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return status == null ? UNTOLD : status;
    }

    private static Outcome outcome(Throwable failure) {
        if (failure instanceof HttpOperationFailedException answered) {
            int status = answered.getStatusCode();
            return Outcome.refused(status, "the receiver answered " + status);
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "no reason was given");
        return Outcome.refused(UNTOLD, failure.getClass().getSimpleName() + ": " + message);
    }

    private synchronized ProducerTemplate template() {
        ProducerTemplate known = template;
        if (known == null) {
            known = camel().createProducerTemplate();
            template = known;
        }
        return known;
    }

    private CamelContext camel() {
        return Objects.requireNonNull(context, "the Camel context has not been set");
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
