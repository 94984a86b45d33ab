package io.aigateway.camel;

import io.aigateway.call.Reply;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Puts the variable {@code reply} on the message: its status, its headers and its bytes, and
 * nothing of the request.
 */
public final class WriteReply implements Processor {

    @Override
    public void process(Exchange exchange) {
        Reply reply = exchange.getVariable("reply", Reply.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body());
    }
}
