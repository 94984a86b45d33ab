package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Call;
import io.aigateway.call.Json;
import io.aigateway.call.Outcome;
import io.aigateway.money.Usage;
import io.aigateway.provider.Meter.Told;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answers of providers that say no. */
final class Refusals {

    private final Billing billing;
    private final RetryAfter retryAfter;

    Refusals(Billing billing, Clock clock) {
        this.billing = billing;
        this.retryAfter = new RetryAfter(clock);
    }

    /**
     * The call with a refusal that does not speak against the provider's health.
     *
     * @throws UpstreamFailure when it does
     */
    Call read(Call call, int status, Arrival arrival, Map<String, Object> headers) {
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
