package io.aigateway.pipeline;

import io.aigateway.account.ApiKey;
import io.aigateway.account.Limits;
import io.aigateway.account.SubAccount;
import io.aigateway.call.Call;
import io.aigateway.error.Errors;
import io.aigateway.limit.RateLimit;
import io.aigateway.limit.RateLimits;
import io.aigateway.limit.RateVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Keeps callers to the requests per minute of their key and their sub-account. */
public final class RateLimiter {

    private final RateLimits limits;

    public RateLimiter(RateLimits limits) {
        this.limits = limits;
    }

    /** The call, with its rate headers; 429 with {@code Retry-After} when it comes too soon. */
    public Call limit(@Variable("call") Call call) {
        List<RateLimit> wanted = new ArrayList<>(2);
        ApiKey key = call.knownCaller().key();
        add(wanted, key.id(), key.limits());
        SubAccount subAccount = call.knownCaller().subAccount();
        if (subAccount != null) {
            add(wanted, subAccount.id(), subAccount.limits());
        }
        RateVerdict verdict = limits.admit(wanted);
        if (verdict instanceof RateVerdict.Limited limited) {
            throw Errors.rateLimited(
                            "The limit of "
                                    + limited.limit()
                                    + " requests per minute of '"
                                    + limited.subject()
                                    + "' is reached; try again in "
                                    + limited.retryAfterSeconds()
                                    + " s.",
                            limited.retryAfterSeconds())
                    .asException();
        }
        return verdict instanceof RateVerdict.Granted granted
                ? call.answering(headers(granted))
                : call;
    }

    private static void add(List<RateLimit> wanted, String subject, Limits limits) {
        @Nullable Long rpm = limits.rpm();
        if (rpm != null) {
            wanted.add(RateLimit.ofRequests(subject, rpm));
        }
    }

    private static Map<String, String> headers(RateVerdict.Granted granted) {
        return Map.of(
                "x-ratelimit-limit-requests", Long.toString(granted.limit()),
                "x-ratelimit-remaining-requests", Long.toString(granted.remaining()),
                "x-ratelimit-reset-requests", Long.toString(granted.resetSeconds()));
    }
}
