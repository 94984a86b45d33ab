package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a caller is told when nobody could serve its call. */
final class Exhausted {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private Exhausted() {}

    static GatewayError error(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        Attempt last = attempts.get(attempts.size() - 1);
        String provider = last.candidate().provider().id();
        GatewayError error =
                call.credentials().at(provider).isPresent()
                        ? ofOwnKey(last, provider)
                        : error(last, provider);
        return new GatewayError(
                error.status(),
                error.type(),
                error.message(),
                error.param(),
                headers(error, attempts));
    }

    /** With the caller's own key, its key, its account and its rate are the caller's to mend. */
    private static GatewayError ofOwnKey(Attempt last, String provider) {
        String said = last.error() == null ? "no answer" : last.error();
        return switch (last.outcome()) {
            case PROVIDER_AUTH ->
                    new GatewayError(
                            400,
                            "invalid_request_error",
                            "Provider " + provider + " refused your own key: " + said);
            case QUOTA ->
                    new GatewayError(
                            400,
                            "invalid_request_error",
                            "Your own account at provider "
                                    + provider
                                    + " has no credit left: "
                                    + said);
            case RATE_LIMIT ->
                    new GatewayError(
                            429,
                            "rate_limit_error",
                            "Provider " + provider + " limits the rate of your own key: " + said);
            default -> error(last, provider);
        };
    }

    private static GatewayError error(Attempt last, String provider) {
        String said = last.error() == null ? "no answer" : last.error();
        return switch (last.outcome()) {
            case CALLER_FAULT, UNSUPPORTED_PARAMETER, CONTEXT_WINDOW, CONTENT_FILTER ->
                    new GatewayError(
                            statusOfCaller(last), "invalid_request_error", provider + ": " + said);
            case MODEL_NOT_FOUND ->
                    new GatewayError(404, "model_not_found", provider + ": " + said).about("model");
            case RATE_LIMIT ->
                    new GatewayError(
                            429,
                            "rate_limit_error",
                            "Provider " + provider + " limits our rate: " + said);
            case QUOTA ->
                    Errors.overloaded(
                            "The gateway's account at provider "
                                    + provider
                                    + " has no credit left.");
            case PROVIDER_AUTH ->
                    Errors.provider("Provider " + provider + " refused the gateway's key.");
            case TIMEOUT -> Errors.timeout("Provider " + provider + " did not answer in time.");
            case CIRCUIT_OPEN ->
                    Errors.overloaded(
                            "Provider "
                                    + provider
                                    + " failed repeatedly and is left alone for a moment.");
            case BUSY ->
                    Errors.overloaded(
                            "Provider "
                                    + provider
                                    + " has as many calls under way as it may have.");
            case CALLER_GONE ->
                    new GatewayError(499, "caller_gone", "The caller left before it was answered.");
            case CONNECTION -> Errors.provider("Provider " + provider + " could not be reached.");
            default -> Errors.provider("Provider " + provider + " failed: " + said);
        };
    }

    private static int statusOfCaller(Attempt last) {
        boolean passedOn =
                last.status() == 409
                        || last.status() == 413
                        || last.status() == 415
                        || last.status() == 422;
        return passedOn ? last.status() : 400;
    }

    private static Map<String, String> headers(GatewayError error, List<Attempt> attempts) {
        Map<String, String> headers = new HashMap<>(error.headers());
        headers.put("x-aig-attempts", Integer.toString(attempts.size()));
        headers.put("x-should-retry", "false");
        if (error.status() == TOO_MANY_REQUESTS || error.status() == UNAVAILABLE) {
            shortestWait(attempts).ifPresent(wait -> headers.put("Retry-After", seconds(wait)));
        }
        return headers;
    }

    private static Optional<Duration> shortestWait(List<Attempt> attempts) {
        return attempts.stream()
                .map(Attempt::retryAfter)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
