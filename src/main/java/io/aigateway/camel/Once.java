package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.call.CollectedReply;
import io.aigateway.call.KeptStream;
import io.aigateway.call.Reply;
import io.aigateway.pipeline.Idempotency;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Lets a call with an {@code Idempotency-Key} through once: the answer to its twin is written here,
 * and its route ends.
 */
public final class Once implements Processor {

    /** The variable that names a call whose answer is to be kept. */
    static final String NAME = "onceName";

    private final Idempotency idempotency;
    private final WriteReply writeReply;

    public Once(Idempotency idempotency, WriteReply writeReply) {
        this.idempotency = idempotency;
        this.writeReply = writeReply;
    }

    @Override
    public void process(Exchange exchange) {
        Call call = exchange.getVariable("call", Call.class);
        Optional<String> name = idempotency.name(call);
        if (name.isEmpty()) {
            return;
        }
        Reply before = idempotency.recall(name.get(), call);
        if (before == null) {
            makeOnce(exchange, call, name.get());
        } else {
            exchange.setVariable("reply", before);
            writeReply.process(exchange);
            exchange.setRouteStop(true);
        }
    }

    private void makeOnce(Exchange exchange, Call call, String name) {
        boolean streamed = call.request().stream();
        if (!(call.replyStream() instanceof CollectedReply)) {
            exchange.setVariable(
                    "call",
                    call.answeringTo(
                            new KeptStream(
                                    call.replyStream(),
                                    streamed,
                                    Idempotency.LARGEST,
                                    reply -> idempotency.keep(name, reply))));
        }
        exchange.setVariable(NAME, name);
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange done) {
                                idempotency.ended(name);
                            }
                        });
    }
}
