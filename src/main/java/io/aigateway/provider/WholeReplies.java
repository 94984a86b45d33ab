package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Answer;
import io.aigateway.call.Answer.Ending;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Json;
import io.aigateway.call.Outcome;
import io.aigateway.money.Usage;
import io.aigateway.provider.Meter.Told;
import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalInt;

/** Reads answers that come in one piece. */
final class WholeReplies {

    private final WireFormat wire;
    private final Billing billing;

    WholeReplies(WireFormat wire, Billing billing) {
        this.wire = wire;
        this.billing = billing;
    }

    /**
     * The call with its answer, or as one that another candidate was quicker than.
     *
     * @throws UpstreamFailure when this is no answer, billed as the provider counted
     */
    Call read(Call call, int status, Arrival arrival) {
        long firstByte = System.nanoTime();
        arrival.speaks();
        ObjectNode reply = reply(call, arrival);
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

    /** The answer as a stream, for a caller who wants one. */
    WholeAsStream asStream(Call call, Arrival arrival) {
        ObjectNode reply = reply(call, arrival);
        try {
            return new WholeAsStream(call.request().api(), reply);
        } catch (UpstreamFailure failure) {
            throw billed(call, Told.in(reply), failure);
        }
    }

    /** The call of a candidate that another one, asked beside it, was quicker than. */
    static Call outrun(Call call, Usage usage) {
        return call.failed(Outcome.OUTRUN, 0, "another candidate answered first", null, usage);
    }

    /** A provider that counted tokens and then failed bills for them. */
    private ObjectNode reply(Call call, Arrival arrival) {
        ObjectNode answer = parse(arrival);
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
}
