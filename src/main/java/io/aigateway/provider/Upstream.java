package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
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
    private final RetryAfter retryAfter;
    private final AnswerMemory memory;

    public Upstream(
            WireFormat wire, Billing billing, Flights flights, Clock clock, AnswerMemory memory) {
        this.wire = wire;
        this.billing = billing;
        this.flights = flights;
        this.retryAfter = new RetryAfter(clock);
        this.memory = memory;
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
            return failed(call, status, arrival, headers);
        }
        return call.request().stream() && call.request().api() != Api.EMBEDDINGS
                ? streamed(call, status, arrival, headers)
                : whole(call, status, arrival);
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
            return outrun(call, usage);
        }
        call.replyStream().close();
        return call.answered(0, Outcome.CALLER_GONE, new Answer(null, usage, Ending.ABANDONED, 0));
    }

    /** The call of a candidate that another one, asked beside it, was quicker than. */
    private static Call outrun(Call call, Usage usage) {
        return call.failed(Outcome.OUTRUN, 0, "another candidate answered first", null, usage);
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
            WholeAsStream whole = retold(call, translated(call, parse(arrival)));
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

    private Call whole(Call call, int status, Arrival arrival) {
        long firstByte = System.nanoTime();
        arrival.speaks();
        ObjectNode reply = translated(call, parse(arrival));
        Told told = Told.in(reply);
        new ToolCallIds(call).mend(reply);
        Usage usage = billing.meter().whole(call, told, Generated.in(reply));
        OptionalInt otherLength = Vectors.otherLength(call.request().body(), reply);
        if (otherLength.isPresent()) {
            return call.failed(
                    Outcome.UNSUPPORTED_PARAMETER,
                    400,
                    wrongLength(call, otherLength),
                    null,
                    usage);
        }
        if (!arrival.wins()) {
            return outrun(call, usage);
        }
        arrival.flight().awaitLoser();
        reply.put("model", call.candidate().model().id());
        reply.set("usage", billing.told(call, usage, told.usage()));
        return call.answered(
                status, Outcome.SUCCESS, new Answer(reply, usage, Ending.WHOLE, firstByte));
    }

    private static String wrongLength(Call call, OptionalInt length) {
        return "the model does not take 'dimensions': its vectors have %d numbers, not %s"
                .formatted(length.getAsInt(), call.request().body().path("dimensions").asText());
    }

    /** A provider that counted tokens and then failed bills for them. */
    private ObjectNode translated(Call call, ObjectNode answer) {
        Told told = Told.in(answer);
        try {
            ObjectNode reply = wire.reply(call, answer);
            if (call.request().api() == Api.EMBEDDINGS) {
                Vectors.settle(call.request().body(), reply);
            } else if (reply.path("choices").isEmpty()) {
                throw new UpstreamFailure(
                        UpstreamError.unreadable("the provider's answer holds no result"));
            }
            return reply;
        } catch (UpstreamFailure failure) {
            throw billed(call, told, failure);
        }
    }

    private WholeAsStream retold(Call call, ObjectNode reply) {
        try {
            return new WholeAsStream(call.request().api(), reply);
        } catch (UpstreamFailure failure) {
            throw billed(call, Told.in(reply), failure);
        }
    }

    private UpstreamFailure billed(Call call, Told told, UpstreamFailure failure) {
        return billing.meter().read(call, told).map(failure::billing).orElse(failure);
    }

    private static ObjectNode parse(Arrival arrival) {
        try {
            if (Json.read(arrival.whole()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException broken) {
            throw arrival.failure(
                    broken,
                    UpstreamError.unreadable("the provider's answer is not readable as JSON"));
        }
        // an answer that was cut off may look like one that has ended
        throw arrival.failure(
                new EOFException("no object"),
                UpstreamError.unreadable("the provider's answer is not a JSON object"));
    }

    private Call failed(Call call, int status, Arrival arrival, Map<String, Object> headers) {
        String body = withoutCallersKey(call, arrival.errorText());
        UpstreamError error = UpstreamErrors.parse(status < 400 ? 502 : status, body);
        Outcome outcome = Outcomes.classify(error);
        JsonNode json = json(body);
        Usage billed = billed(call, json);
        Duration retry = retryAfter(headers, json);
        if (!outcome.countsAgainstBreaker()) {
            return call.failed(outcome, error.status(), error.message(), retry, billed);
        }
        throw new UpstreamFailure(error, retry).billing(billed);
    }

    /** What a provider quotes of its caller's key goes no further, whatever the key looks like. */
    private static String withoutCallersKey(Call call, String text) {
        return call.credentials()
                .at(call.candidate().provider().id())
                .map(secret -> text.replace(secret, "***"))
                .orElse(text);
    }

    private Usage billed(Call call, @Nullable JsonNode error) {
        return error == null
                ? Usage.NONE
                : billing.meter().read(call, Told.in(error)).orElse(Usage.NONE);
    }

    private @Nullable Duration retryAfter(Map<String, Object> headers, @Nullable JsonNode body) {
        Map<String, String> lower = new HashMap<>();
        headers.forEach(
                (name, value) -> lower.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
        return retryAfter.from(lower, body).orElse(null);
    }

    private static @Nullable JsonNode json(String body) {
        try {
            return Json.read(body);
        } catch (IOException notJson) {
            return null;
        }
    }
}
