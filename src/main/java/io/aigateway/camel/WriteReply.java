package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.call.Reply;
import io.aigateway.call.ReplyStream;
import io.aigateway.call.RequestId;
import io.aigateway.pipeline.Idempotency;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Puts the variable {@code reply} on the message: its status, its headers and its bytes, and
 * nothing of the request.
 */
public final class WriteReply implements Processor {

    private static final String REQUEST_ID = "x-request-id";

    private final Idempotency idempotency;

    public WriteReply(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public void process(Exchange exchange) {
        Reply reply = exchange.getVariable("reply", Reply.class);
        Message message = exchange.getMessage();
        String own = reply.headers().getOrDefault(REQUEST_ID, RequestId.fresh());
        String requestId =
                RequestId.accepted(message.getHeader(REQUEST_ID, String.class))
                        .or(() -> fromCall(exchange))
                        .orElse(own);
        String onceName = exchange.getVariable(Once.NAME, String.class);
        if (onceName != null) {
            idempotency.keep(onceName, reply);
        }
        ReplyStream stream = exchange.getVariable("replyStream", ReplyStream.class);
        if (reply.streamed() || (stream != null && stream.sendWhole(reply, requestId))) {
            return;
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        reply.headers().forEach(message::setHeader);
        message.setHeader(REQUEST_ID, requestId);
        message.setBody(reply.body());
    }

    /** Whoever was asked for an answer has left its own headers on the message. */
    private static Optional<String> fromCall(Exchange exchange) {
        Call call = exchange.getVariable("call", Call.class);
        return call == null ? Optional.empty() : RequestId.accepted(call.headers().get(REQUEST_ID));
    }
}
