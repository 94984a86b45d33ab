package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Answer;
import io.aigateway.call.Answer.Ending;
import io.aigateway.call.Call;
import io.aigateway.call.Outcome;
import io.aigateway.call.ReplyStream;
import io.aigateway.call.ReplyStream.CallerGone;
import io.aigateway.call.Unfinished;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.money.Usage;
import io.aigateway.provider.Meter.Told;
import io.aigateway.stream.ReplyFormat;
import io.aigateway.stream.SseEvent;
import io.aigateway.stream.SseReader;
import io.aigateway.stream.SseWriter;
import io.aigateway.stream.UpstreamBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    private final Supplier<Map<String, String>> headers;
    private final ReplyStream reply;
    private final ReplyFormat format;
    private final SseReader events;
    private final StreamTap tap = new StreamTap();
    private final ToolCallIds toolCalls;
    private final Unspoken unspoken = new Unspoken();
    private final @Nullable Unfinished before;
    private final @Nullable Continuation continuation;
    private final @Nullable Spoken spoken;
    private long firstTokenNanos;
    private @Nullable ObjectNode envelope;

    Relay(
            Call call,
            Arrival upstream,
            StreamTranslator translator,
            Billing billing,
            Supplier<Map<String, String>> headers) {
        this.call = call;
        this.upstream = upstream;
        this.translator = translator;
        this.toolCalls = new ToolCallIds(call);
        this.billing = billing;
        this.headers = headers;
        this.reply = call.replyStream();
        this.format = ReplyFormat.of(call.request().api());
        this.events = new SseReader(upstream.body());
        this.before = call.progress().unfinished();
        this.continuation = before == null ? null : new Continuation(before, call.candidate());
        this.spoken = before != null || Rescue.isWanted(call) ? new Spoken(said()) : null;
    }

    private String said() {
        return before == null ? "" : before.text();
    }

    /**
     * Relays to the end.
     *
     * @throws UpstreamFailure when the stream failed before anything was sent
     * @throws StreamBroken when it failed after that; the caller has been told, or another
     *     candidate is to go on with it
     */
    Answer run() {
        try {
            relay();
            return finish();
        } catch (CallerGone gone) {
            return abandoned();
        } catch (UpstreamFailure failure) {
            throw begun() ? broken(failure) : billed(failure);
        }
    }

    private Answer abandoned() {
        UpstreamBody.abort(upstream.body());
        if (!begun()) {
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
        if (!translator.finished() && !saidAll()) {
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
            if (saidAll()) {
                UpstreamBody.abort(upstream.body());
                return null;
            }
            throw failure;
        }
    }

    /** Without an end mark, every choice that was asked for must have come to its own end. */
    private boolean saidAll() {
        long asked = call.request().body().path("n").asLong(1);
        return tap.isComplete() && tap.finished() >= asked;
    }

    private void forward(ObjectNode chunk) {
        boolean onlyUsage = StreamTap.isEmpty(chunk);
        tap.listen(toolCalls.mended(chunk));
        if (onlyUsage || (!begun() && unspoken.holds(chunk))) {
            return;
        }
        if (!begun()) {
            begin(chunk);
        }
        send(chunk);
    }

    /** Whether the caller has something of this stream. */
    private boolean begun() {
        return firstTokenNanos != 0;
    }

    private void begin(ObjectNode chunk) {
        upstream.speaks();
        if (!upstream.wins()) {
            throw new CallerGone();
        }
        firstTokenNanos = System.nanoTime();
        if (before != null) {
            goOn(before);
            return;
        }
        reply.open(headers.get());
        envelope = envelopeOf(chunk);
        unspoken.held().forEach(this::send);
    }

    /** The caller has the head, the role and the start of the answer already. */
    private void goOn(Unfinished begun) {
        envelope = begun.envelope();
        String by = call.candidate().model().id();
        int characters = begun.text().length();
        reply.send(SseWriter.comment("rescued by " + by + " after " + characters + " characters"));
    }

    private void send(ObjectNode chunk) {
        if (continuation == null) {
            chunk.put("model", call.candidate().model().id());
        } else if (!continuation.fit(chunk)) {
            return;
        }
        if (spoken != null) {
            spoken.hear(chunk);
        }
        reply.send(format.event(chunk));
    }

    private Answer finish() {
        if (!begun() || !tap.isComplete()) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the provider's stream held no complete answer"));
        }
        Answer answer = answer(Ending.WHOLE);
        upstream.flight().awaitLoser();
        // before the caller can see the end: its next call must not meet limits that this one holds
        call.holds().grant().settle(call.progress().tokens() + answer.usage().total());
        if (call.request().includeUsage() && envelope != null) {
            ObjectNode last = envelope.deepCopy();
            last.putArray("choices");
            last.set("usage", billing.told(call, answer.usage(), tap.told().usage()));
            reply.send(format.event(last));
        }
        reply.send(format.end());
        reply.close();
        return answer;
    }

    private ObjectNode envelopeOf(ObjectNode chunk) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("id", "object", "created")) {
            envelope.set(field, chunk.path(field));
        }
        return envelope.put("model", call.candidate().model().id());
    }

    private Answer answer(Ending ending) {
        // What was told before the last word is not the whole bill.
        boolean complete = tap.isComplete() && tap.told().usage() != null;
        Usage usage =
                complete || ending == Ending.WHOLE
                        ? billing.meter().whole(call, tap.told(), tap.generated())
                        : billing.meter().cut(call, toldSoFar(), tap.generated());
        return new Answer(null, usage, ending, firstTokenNanos);
    }

    /** Some wires tell the size of the prompt long before the end. */
    private Told toldSoFar() {
        return translator
                .usageSoFar()
                .map(usage -> tap.told().and(Told.in(wrapped(usage))))
                .orElseGet(tap::told);
    }

    private static ObjectNode wrapped(ObjectNode usage) {
        return JsonNodeFactory.instance.objectNode().set("usage", usage);
    }

    /** Nothing was delivered; what the provider told that it bills for is charged all the same. */
    private UpstreamFailure billed(UpstreamFailure failure) {
        return billing.meter().read(call, toldSoFar()).map(failure::billing).orElse(failure);
    }

    private StreamBroken broken(UpstreamFailure failure) {
        UpstreamBody.abort(upstream.body());
        Outcome outcome = failure.outcome();
        String message = "The answer is incomplete: " + failure.error().message() + ".";
        GatewayError error =
                outcome == Outcome.TIMEOUT ? Errors.timeout(message) : Errors.provider(message);
        Answer answer = answer(Ending.INTERRUPTED);
        if (spoken != null && envelope != null && Rescue.isPossible(call, outcome, spoken)) {
            Unfinished rest = unfinished(spoken.text(), envelope, answer, error);
            return new StreamBroken(outcome, failure.error().message(), answer, rest);
        }
        try {
            reply.send(format.failure(error));
            reply.close();
        } catch (CallerGone gone) {
            reply.close();
            return new StreamBroken(Outcome.CALLER_GONE, message, answer(Ending.ABANDONED));
        }
        return new StreamBroken(outcome, failure.error().message(), answer);
    }

    private Unfinished unfinished(
            String text, ObjectNode chunks, Answer answer, GatewayError error) {
        return new Unfinished(
                before == null ? call.request() : before.request(),
                before == null ? call.candidate() : before.by(),
                chunks,
                text,
                billing.meter().text(call, text),
                before == null ? answer.usage() : before.usage().plus(answer.usage()),
                before == null ? firstTokenNanos : before.firstTokenNanos(),
                System.nanoTime(),
                error);
    }
}
