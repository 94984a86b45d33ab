package io.aigateway.provider;

import io.aigateway.call.Answer;
import io.aigateway.call.Answer.Ending;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.InFlight;
import io.aigateway.call.InFlight.Cut;
import io.aigateway.call.Json;
import io.aigateway.call.Outcome;
import io.aigateway.call.Outgoing;
import io.aigateway.call.ReplyStream.CallerGone;
import io.aigateway.money.Usage;
import io.aigateway.provider.Meter.Told;
import io.aigateway.stream.UpstreamBody;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the request to a provider and reads its answer; the route between the two does the
 * sending.
 */
public final class Upstream {

    private static final String STATUS = "CamelHttpResponseCode";

    private final WireFormat wire;
    private final Billing billing;
    private final Flights flights;
    private final AnswerMemory memory;
    private final WholeReplies replies;
    private final Refusals refusals;

    public Upstream(
            WireFormat wire, Billing billing, Flights flights, Clock clock, AnswerMemory memory) {
        this.wire = wire;
        this.billing = billing;
        this.flights = flights;
        this.memory = memory;
        this.replies = new WholeReplies(wire, billing);
        this.refusals = new Refusals(billing, clock);
    }

    /** The call with the request for its current candidate; its attempt begins now. */
    public Call prepare(@Variable("call") Call call) {
        Translation translated = wire.request(call);
        return call.sending(
                new Outgoing(
                        wire.path(call),
                        UpstreamHeaders.of(call),
                        Json.bytes(translated.body()),
                        translated.warnings(),
                        flights.begin(call)));
    }

    /**
     * The call with the provider's answer, or with a refusal that does not speak against the
     * provider's health, such as a rate limit or a fault of the caller.
     *
     * @throws UpstreamFailure when the provider failed; its circuit breaker counts that
     * @throws StreamBroken when a stream broke off after part of it had been sent
     */
    public Call read(
            @Variable("call") Call call,
            @Body @Nullable Object body,
            @Headers Map<String, Object> headers) {
        int status = headers.get(STATUS) instanceof Integer code ? code : 200;
        Arrival arrival = Arrival.of(asStream(body), flightOf(call), memory.room());
        try {
            return arrival.unwanted()
                    ? abandoned(call, arrival)
                    : read(call, status, arrival, headers);
        } catch (CallerGone left) {
            return abandoned(call, arrival);
        } finally {
            arrival.flight().end();
            arrival.room().close();
        }
    }

    private Call read(Call call, int status, Arrival arrival, Map<String, Object> headers) {
        if (status >= 300) {
            return refusals.read(call, status, arrival, headers);
        }
        return call.request().stream() && call.request().api() != Api.EMBEDDINGS
                ? streamed(call, status, arrival, headers)
                : replies.read(call, status, arrival);
    }

    /**
     * The call of a caller who left before anything was delivered. A provider that has seen the
     * prompt bills for it; what it would have answered was cancelled.
     */
    private Call abandoned(Call call, Arrival arrival) {
        UpstreamBody.abort(arrival.body());
        Usage usage =
                arrival.flight().wasSent()
                        ? billing.meter().cut(call, Told.NOTHING, new Generated())
                        : Usage.NONE;
        if (arrival.flight().isOutrun()) {
            return WholeReplies.outrun(call, usage);
        }
        call.replyStream().close();
        return call.answered(0, Outcome.CALLER_GONE, new Answer(null, usage, Ending.ABANDONED, 0));
    }

    /** An answer that was made inside this process was not sent for, and has no limits. */
    private static InFlight flightOf(Call call) {
        Outgoing outgoing = call.progress().outgoing();
        if (outgoing != null) {
            return outgoing.inFlight();
        }
        InFlight flight = InFlight.unlimited();
        flight.sent();
        call.replyStream().whenClosed(() -> flight.cut(Cut.CALLER_LEFT));
        return flight;
    }

    private static InputStream asStream(@Nullable Object body) {
        if (body instanceof InputStream stream) {
            return stream;
        }
        byte[] bytes =
                body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        return new ByteArrayInputStream(body instanceof byte[] given ? given : bytes);
    }

    private Call streamed(Call call, int status, Arrival arrived, Map<String, Object> headers) {
        Arrival arrival = isJson(headers) ? arrived.peeked() : arrived;
        StreamTranslator translator = wire.stream(call);
        if (arrival.isObject()) {
            arrival.speaks();
            WholeAsStream whole = replies.asStream(call, arrival);
            arrival = arrival.with(whole.bytes());
            translator = whole;
        }
        Answer answer = new Relay(call, arrival, translator, billing, () -> headers(call)).run();
        Outcome outcome =
                answer.ending() == Ending.ABANDONED ? Outcome.CALLER_GONE : Outcome.SUCCESS;
        return call.answered(status, outcome, answer);
    }

    private static boolean isJson(Map<String, Object> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .anyMatch(header -> String.valueOf(header.getValue()).contains("json"));
    }

    private static Map<String, String> headers(Call call) {
        Map<String, String> headers =
                new HashMap<>(AnswerHeaders.of(call, call.candidate(), call.progress().begun()));
        headers.put("Content-Type", "text/event-stream; charset=utf-8");
        headers.put("Cache-Control", "no-cache");
        headers.put("X-Accel-Buffering", "no");
        return headers;
    }
}
