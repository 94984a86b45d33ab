package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.call.Outgoing;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;

/**
 * Puts the prepared request on the message, and removes everything the caller sent: no inbound
 * header steers the outbound call.
 */
public final class PutOutgoing implements Processor {

    @Override
    public void process(Exchange exchange) {
        Call call = exchange.getVariable("call", Call.class);
        Outgoing outgoing = call.outgoing();
        CallerWatch.next(call.replyStream());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        outgoing.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
        message.setHeader(Exchange.HTTP_PATH, outgoing.path());
        message.setBody(outgoing.body());
    }
}
