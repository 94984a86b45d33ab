package io.aigateway.pipeline;

import io.aigateway.call.Attempt.Kind;
import io.aigateway.call.Call;
import io.aigateway.call.Race;
import io.aigateway.call.Reply;
import io.aigateway.call.ReplyStream;
import io.aigateway.call.Running;
import io.aigateway.error.ErrorBody;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import io.aigateway.error.RootCause;
import io.aigateway.stream.ReplyFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever went wrong into the reply that tells it, after what was held for the call has been
 * released.
 */
public final class ErrorReplies {

    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorReplies.class);

    private static final String BUDGET_EXCEEDED = "budget_exceeded";
    private static final Set<Integer> OVER_BUDGET = Set.of(400, 402, 412, 429);

    private final Settlement settlement;
    private final RateLimiter limiter;
    private final Supplier<String> ids;
    private final SpendingSeen spending;
    private final int overBudget;

    /**
     * Replies to what went wrong.
     *
     * @param overBudget the status of a call over its budget: 402, or what another gateway's
     *     clients expect (400, 412, 429)
     */
    public ErrorReplies(
            Settlement settlement,
            Supplier<String> ids,
            SpendingSeen spending,
            RateLimiter limiter,
            int overBudget) {
        if (!OVER_BUDGET.contains(overBudget)) {
            throw new IllegalArgumentException(
                    "gateway.compat.budget-exceeded-status must be one of 400, 402, 412, 429, but was "
                            + overBudget);
        }
        this.overBudget = overBudget;
        this.settlement = settlement;
        this.limiter = limiter;
        this.ids = ids;
        this.spending = spending;
    }

    /** The reply to a call, or to a request that never became one, that ended with an exception. */
    public Reply reply(@Nullable Call call, Throwable cause) {
        String id = call == null ? ids.get() : call.id();
        GatewayError error =
                cause instanceof GatewayException known ? known.error() : unexpected(id, cause);
        Map<String, String> rates = Map.of();
        if (call != null && !endsCall(call)) {
            return Reply.sent();
        }
        if (call != null) {
            rates = limiter.refused(call);
            settlement.refused(call, error);
            spending.note(call);
            if (call.replyStream().opened()) {
                return tellInside(call, error);
            }
        }
        GatewayError told = asExpected(error);
        return Reply.whole(told.status(), headers(call, rates, id, told), ErrorBody.of(told));
    }

    /** The record says 402 whatever the caller is told. */
    private GatewayError asExpected(GatewayError error) {
        return error.type().equals(BUDGET_EXCEEDED) && error.status() != overBudget
                ? new GatewayError(
                        overBudget, error.type(), error.message(), error.param(), error.headers())
                : error;
    }

    /** Of two attempts at the same time, the second may fail alone, the first takes it along. */
    private static boolean endsCall(Call call) {
        Running running = call.progress().running();
        Race race = running.race();
        boolean alone = race != null && running.kind() == Kind.HEDGE;
        if (race != null && !alone) {
            race.callOff();
        }
        return !alone;
    }

    private static GatewayError unexpected(String id, Throwable cause) {
        Throwable root = RootCause.of(cause);
        LOGGER.atError()
                .setCause(root)
                .addKeyValue("request", id)
                .addKeyValue("cause", root.getClass().getSimpleName())
                .log("a request failed inside the gateway");
        return Errors.internal(id);
    }

    private static Reply tellInside(Call call, GatewayError error) {
        ReplyStream stream = call.replyStream();
        try {
            stream.send(ReplyFormat.of(call.request().api()).failure(error));
        } catch (ReplyStream.CallerGone gone) {
            LOGGER.atDebug().log("the caller left before it could be told of an error");
        } finally {
            stream.close();
        }
        return Reply.sent();
    }

    private static Map<String, String> headers(
            @Nullable Call call, Map<String, String> rates, String id, GatewayError error) {
        Map<String, String> headers = new TreeMap<>(call == null ? Map.of() : call.answerHeaders());
        headers.putAll(rates);
        headers.put("Content-Type", "application/json");
        headers.put("x-request-id", id);
        headers.put("x-aig-request-id", id);
        headers.put("x-should-retry", Boolean.toString(error.headers().containsKey("Retry-After")));
        headers.putAll(error.headers());
        return headers;
    }
}
