package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Answer;
import io.aigateway.call.Answer.Ending;
import io.aigateway.call.Call;
import io.aigateway.call.Outcome;
import io.aigateway.call.ReplyStream;
import io.aigateway.call.ReplyStream.CallerGone;
import io.aigateway.error.ErrorBody;
import io.aigateway.error.Errors;
import io.aigateway.money.Usage;
import io.aigateway.stream.SseEvent;
import io.aigateway.stream.SseReader;
import io.aigateway.stream.SseWriter;
import io.aigateway.stream.UpstreamBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Relays one stream from provider to caller, event by event. The status 200 goes out only once the
 * first word has come, so until then another provider can still be asked. One instance for one
 * stream.
 */
final class Relay {

    private final Call call;
    private final Arrival upstream;
    private final StreamTranslator translator;
    private final Billing billing;
    private final Map<String, String> headers;
    private final ReplyStream reply;
    private final SseReader events;
    private final StreamTap tap = new StreamTap();
    private final Unspoken unspoken = new Unspoken();
    private long firstTokenNanos;
    private @Nullable ObjectNode envelope;

    Relay(
            Call call,
            Arrival upstream,
            StreamTranslator translator,
            Billing billing,
            Map<String, String> headers) {
        this.call = call;
        this.upstream = upstream;
        this.translator = translator;
        this.billing = billing;
        this.headers = headers;
        this.reply = call.replyStream();
        this.events = new SseReader(upstream.body());
    }

    /**
     * Relays to the end.
     *
     * @throws UpstreamFailure when the stream failed before anything was sent
     * @throws StreamBroken when it failed after that; the caller has been told
     */
    Answer run() {
        try {
            relay();
            return finish();
        } catch (CallerGone gone) {
            return abandoned();
        } catch (UpstreamFailure failure) {
            throw reply.opened() ? broken(failure) : failure;
        }
    }

    private Answer abandoned() {
        UpstreamBody.abort(upstream.body());
        if (!reply.opened()) {
            throw new CallerGone();
        }
        reply.close();
        return answer(Ending.ABANDONED);
    }

    private void relay() {
        SseEvent event = next();
        while (event != null) {
            translator.chunks(event).forEach(this::forward);
            event = translator.finished() ? null : next();
        }
        if (!translator.finished() && !tap.finishReasonSeen()) {
            throw new UpstreamFailure(
                    UpstreamError.connection(
                            "the provider ended the stream before its answer was complete"));
        }
    }

    /** Null at the end; also when the connection breaks after the answer came to its end. */
    private @Nullable SseEvent next() {
        try {
            upstream.flight().awaitsNext();
            SseEvent event = events.next();
            upstream.flight().hasNext();
            return event;
        } catch (IOException broken) {
            UpstreamFailure failure =
                    upstream.failure(
                            broken, UpstreamError.connection("the provider's stream was cut off"));
            if (tap.finishReasonSeen()) {
                UpstreamBody.abort(upstream.body());
                return null;
            }
            throw failure;
        }
    }

    private void forward(ObjectNode chunk) {
        boolean onlyUsage = StreamTap.isEmpty(chunk);
        tap.listen(chunk);
        if (onlyUsage || (firstTokenNanos == 0 && unspoken.holds(chunk))) {
            return;
        }
        if (firstTokenNanos == 0) {
            begin(chunk);
        }
        send(chunk);
    }

    private void begin(ObjectNode chunk) {
        firstTokenNanos = System.nanoTime();
        upstream.flight().speaks();
        reply.open(headers);
        envelope = envelopeOf(chunk);
        unspoken.held().forEach(this::send);
    }

    private void send(ObjectNode chunk) {
        chunk.put("model", call.candidate().model().id());
        reply.send(SseWriter.event(chunk));
    }

    private Answer finish() {
        if (firstTokenNanos == 0 || !tap.finishReasonSeen()) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the provider's stream held no complete answer"));
        }
        Answer answer = answer(Ending.WHOLE);
        if (call.request().includeUsage() && envelope != null) {
            ObjectNode last = envelope.deepCopy();
            last.putArray("choices");
            last.set(
                    "usage",
                    Billing.told(call.candidate(), answer.usage(), tap.usage().orElse(null)));
            reply.send(SseWriter.event(last));
        }
        reply.send(SseWriter.done());
        reply.close();
        return answer;
    }

    private static ObjectNode envelopeOf(ObjectNode chunk) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("id", "object", "created", "model")) {
            envelope.set(field, chunk.path(field));
        }
        return envelope;
    }

    private Answer answer(Ending ending) {
        Usage usage = billing.usage(call, tap.usage().orElse(null), tap.text());
        return new Answer(null, usage, ending, firstTokenNanos);
    }

    private StreamBroken broken(UpstreamFailure failure) {
        UpstreamBody.abort(upstream.body());
        Outcome outcome = failure.outcome();
        String message = "The answer is incomplete: " + failure.error().message() + ".";
        try {
            reply.send(
                    SseWriter.error(
                            ErrorBody.json(
                                    outcome == Outcome.TIMEOUT
                                            ? Errors.timeout(message)
                                            : Errors.provider(message))));
            reply.close();
        } catch (CallerGone gone) {
            reply.close();
            return new StreamBroken(Outcome.CALLER_GONE, message, answer(Ending.ABANDONED));
        }
        return new StreamBroken(outcome, failure.error().message(), answer(Ending.INTERRUPTED));
    }
}
