package io.aigateway.http;

import io.aigateway.call.WireRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Takes an HTTP request in: the message keeps the wire's own headers and nothing else (the platform
 * also makes headers of query parameters, through which a caller could pose as having sent them),
 * {@code Camel*} headers are dropped, and the variables {@code wireRequest} and {@code replyStream}
 * are set.
 */
public final class TakeIn implements Processor {

    /** Where Portkey's clients have the id of a request. */
    private static final String TRACE_ID = "x-portkey-trace-id";

    private final Vertx vertx;
    private final Patience patience;

    public TakeIn(Vertx vertx, Patience patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getMessage(HttpMessage.class);
        HttpServerRequest request = message.getRequest();
        String path = String.valueOf(message.getHeader(Exchange.HTTP_PATH));
        exchange.setVariable(
                "wireRequest", WireRequest.of(request.method().name(), path, request.query()));
        exchange.setVariable(
                "replyStream", new HttpReplyStream(vertx, message.getResponse(), patience));
        keepWireHeaders(request, message);
    }

    private static void keepWireHeaders(HttpServerRequest request, Message message) {
        message.removeHeaders("*");
        Map<String, Object> headers = new TreeMap<>();
        for (Map.Entry<String, String> header : request.headers().entries()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.startsWith("camel") && !name.startsWith("org.apache.camel")) {
                headers.merge(name, header.getValue(), TakeIn::both);
            }
        }
        Object trace = headers.get(TRACE_ID);
        if (trace instanceof String) {
            headers.putIfAbsent("x-request-id", trace);
        }
        headers.forEach(message::setHeader);
    }

    private static Object both(Object first, Object second) {
        List<Object> all = new ArrayList<>();
        if (first instanceof Iterable<?> several) {
            several.forEach(all::add);
        } else {
            all.add(first);
        }
        all.add(second);
        return all;
    }
}
