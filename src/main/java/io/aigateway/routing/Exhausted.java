package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Outcome;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller is told when nobody could serve its call: the failure that helps it most. */
final class Exhausted {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final Set<Integer> PASSED_ON = Set.of(409, 413, 415, 422);
    private static final Set<Outcome> OUT_OF_REACH =
            Set.of(Outcome.CONNECTION, Outcome.CIRCUIT_OPEN);

    /**
     * The most useful first: what the caller can mend, then what waiting mends, then what the
     * operator must mend.
     */
    private static final List<Outcome> BY_USE =
            List.of(
                    Outcome.CALLER_FAULT,
                    Outcome.UNSUPPORTED_PARAMETER,
                    Outcome.CONTEXT_WINDOW,
                    Outcome.CONTENT_FILTER,
                    Outcome.RATE_LIMIT,
                    Outcome.TIMEOUT,
                    Outcome.SERVER_ERROR,
                    Outcome.CONNECTION,
                    Outcome.CIRCUIT_OPEN,
                    Outcome.BUSY,
                    Outcome.QUOTA,
                    Outcome.PROVIDER_AUTH,
                    Outcome.MODEL_NOT_FOUND);

    private Exhausted() {}

    static GatewayError error(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        GatewayError error = error(call, attempts);
        return new GatewayError(
                error.status(),
                error.type(),
                error.message() + tried(attempts),
                error.param(),
                headers(call, error, attempts));
    }

    private static GatewayError error(Call call, List<Attempt> attempts) {
        boolean nobodyReached =
                attempts.size() > 1
                        && attempts.stream().allMatch(one -> OUT_OF_REACH.contains(one.outcome()));
        if (nobodyReached) {
            return Errors.overloaded("None of the providers of this model can be reached now.");
        }
        Attempt telling =
                attempts.stream()
                        .min(Comparator.comparingInt(one -> rank(one.outcome())))
                        .orElseThrow();
        return error(call, telling, telling.candidate().provider().id());
    }

    private static int rank(Outcome outcome) {
        int rank = BY_USE.indexOf(outcome);
        return rank < 0 ? BY_USE.size() : rank;
    }

    private static GatewayError error(Call call, Attempt told, String provider) {
        return call.credentials().at(provider).isPresent()
                ? ofOwnKey(told, provider)
                : error(told, provider);
    }

    /** With the caller's own key, its key, its account and its rate are the caller's to mend. */
    private static GatewayError ofOwnKey(Attempt told, String provider) {
        String said = told.error() == null ? "no answer" : told.error();
        return switch (told.outcome()) {
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
            default -> error(told, provider);
        };
    }

    private static GatewayError error(Attempt told, String provider) {
        String said = told.error() == null ? "no answer" : told.error();
        return switch (told.outcome()) {
            case CALLER_FAULT, UNSUPPORTED_PARAMETER, CONTEXT_WINDOW, CONTENT_FILTER ->
                    new GatewayError(
                            PASSED_ON.contains(told.status()) ? told.status() : 400,
                            "invalid_request_error",
                            provider + ": " + said);
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

    /** Names of providers and classes of failures: neither addresses nor keys. */
    private static String tried(List<Attempt> attempts) {
        return attempts.size() == 1
                ? ""
                : attempts.stream()
                        .map(one -> one.candidate().model().id() + " " + one.outcome().key())
                        .collect(Collectors.joining(", ", " (Tried: ", ".)"));
    }

    private static Map<String, String> headers(
            Call call, GatewayError error, List<Attempt> attempts) {
        Map<String, String> headers = new HashMap<>(error.headers());
        headers.put("x-aig-attempts", Integer.toString(attempts.size()));
        headers.put("x-aig-route-policy", call.knownPlan().policy());
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
