package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.call.InFlight;
import io.aigateway.call.Outgoing;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;
import org.jspecify.annotations.Nullable;

/**
 * Puts the prepared request on the message, and removes everything the caller sent: no inbound
 * header steers the outbound call.
 */
public final class PutOutgoing implements Processor {

    /** The sender and its HTTP client are one thread, with Camel in between. */
    private static final ThreadLocal<InFlight> SENDING = new ThreadLocal<>();

    /** What the current thread is about to send, once. */
    static @Nullable InFlight takeInFlight() {
        InFlight flight = SENDING.get();
        SENDING.remove();
        return flight;
    }

    @Override
    public void process(Exchange exchange) {
        Outgoing outgoing = exchange.getVariable("call", Call.class).outgoing();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        outgoing.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
        message.setHeader(Exchange.HTTP_PATH, outgoing.path());
        message.setBody(outgoing.body());
        SENDING.set(outgoing.inFlight());
    }
}
