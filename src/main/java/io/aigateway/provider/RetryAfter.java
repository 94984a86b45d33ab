package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to be left alone, from the first of these that is there: {@code
 * retry-after-ms}; {@code retry-after} in seconds or as an HTTP date; Google's {@code
 * RetryInfo.retryDelay}; OpenRouter's error metadata; {@code x-ratelimit-reset-*} (durations as Go
 * prints them, or seconds); {@code anthropic-ratelimit-*-reset} (RFC 3339). Among several limits
 * those with nothing remaining count, and of them the last to reset.
 */
public final class RetryAfter {

    /** Whoever asks for more does not mean a delay. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final double FIRST_EPOCH_SECOND = 1e9;
    private static final double FIRST_EPOCH_MILLI = 1e12;
    private static final String OPENAI_RESET = "x-ratelimit-reset-";
    private static final String ANTHROPIC_LIMIT = "anthropic-ratelimit-";
    private static final String RESET = "-reset";

    private static final List<String> BODY_PATHS =
            List.of(
                    "/error/metadata/retry_after",
                    "/error/metadata/retry_after_seconds",
                    "/error/metadata/headers/Retry-After",
                    "/error/metadata/headers/X-RateLimit-Reset",
                    "/error/availability/retry_after",
                    "/availability/retry_after");

    private final Clock clock;

    /**
     * Reads delays.
     *
     * @param clock what dates are compared with
     */
    public RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /**
     * The delay that an answer asks for, if it does; never negative, never above seven days.
     *
     * @param headers the answer's headers, names in lower case
     * @param body the answer's body, or null when it is not JSON
     */
    public Optional<Duration> from(Map<String, String> headers, @Nullable JsonNode body) {
        JsonNode json = body == null ? MissingNode.getInstance() : body;
        return milliseconds(headers.get("retry-after-ms"))
                .or(() -> delayOrDate(headers.get("retry-after")))
                .or(() -> ofGoogle(json.isArray() ? json.path(0) : json))
                .or(() -> ofOpenRouter(json))
                .or(() -> ofOpenAiLimits(headers))
                .or(() -> ofAnthropicLimits(headers));
    }

    private static Optional<Duration> milliseconds(@Nullable String value) {
        return number(value).flatMap(millis -> seconds(millis / 1000));
    }

    private Optional<Duration> delayOrDate(@Nullable String value) {
        Optional<Double> number = number(value);
        if (value == null || number.isPresent()) {
            return number.flatMap(this::secondsOrEpoch);
        }
        try {
            return until(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip())));
        } catch (DateTimeException e) {
            return GoDuration.parse(value).flatMap(RetryAfter::sane);
        }
    }

    private static Optional<Duration> ofGoogle(JsonNode body) {
        for (JsonNode detail : body.at("/error/details")) {
            if (detail.path("retryDelay").isTextual()) {
                return GoDuration.parse(detail.path("retryDelay").asText())
                        .flatMap(RetryAfter::sane);
            }
        }
        return Optional.empty();
    }

    private Optional<Duration> ofOpenRouter(JsonNode body) {
        return BODY_PATHS.stream()
                .map(body::at)
                .filter(JsonNode::isValueNode)
                .flatMap(node -> number(node.asText()).flatMap(this::secondsOrEpoch).stream())
                .findFirst();
    }

    private Optional<Duration> ofOpenAiLimits(Map<String, String> headers) {
        List<Limit> limits = new ArrayList<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(OPENAI_RESET)) {
                        String remaining =
                                "x-ratelimit-remaining-" + name.substring(OPENAI_RESET.length());
                        addTo(limits, reset(value), headers.get(remaining));
                    }
                });
        return longest(limits);
    }

    private Optional<Duration> ofAnthropicLimits(Map<String, String> headers) {
        List<Limit> limits = new ArrayList<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(ANTHROPIC_LIMIT) && name.endsWith(RESET)) {
                        String limit = name.substring(0, name.length() - RESET.length());
                        addTo(limits, date(value), headers.get(limit + "-remaining"));
                    }
                });
        return longest(limits);
    }

    private static void addTo(
            List<Limit> limits, Optional<Duration> reset, @Nullable String remaining) {
        reset.ifPresent(delay -> limits.add(new Limit(delay, number(remaining).orElse(1.0) <= 0)));
    }

    private static Optional<Duration> longest(List<Limit> limits) {
        boolean anyExhausted = limits.stream().anyMatch(Limit::exhausted);
        return limits.stream()
                .filter(limit -> limit.exhausted() == anyExhausted)
                .map(Limit::reset)
                .max(Comparator.naturalOrder());
    }

    private Optional<Duration> reset(String value) {
        Optional<Double> number = number(value);
        return number.isPresent()
                ? number.flatMap(this::secondsOrEpoch)
                : GoDuration.parse(value).flatMap(RetryAfter::sane);
    }

    private Optional<Duration> date(String value) {
        try {
            return until(Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Duration> until(Instant moment) {
        Duration delay = Duration.between(clock.instant(), moment);
        return sane(delay.isNegative() ? Duration.ZERO : delay);
    }

    /** A number so large is a moment, in seconds or milliseconds since 1970. */
    private Optional<Duration> secondsOrEpoch(double value) {
        if (value < FIRST_EPOCH_SECOND) {
            return seconds(value);
        }
        boolean millis = value >= FIRST_EPOCH_MILLI;
        return value > 1e15
                ? Optional.empty()
                : until(Instant.ofEpochMilli((long) (millis ? value : value * 1000)));
    }

    private static Optional<Duration> seconds(double value) {
        return value < 0 || value > LONGEST.toSeconds()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) Math.ceil(value * 1000)));
    }

    private static Optional<Duration> sane(Duration delay) {
        return delay.isNegative() || delay.compareTo(LONGEST) > 0
                ? Optional.empty()
                : Optional.of(delay);
    }

    private static Optional<Double> number(@Nullable String value) {
        try {
            return Optional.ofNullable(value)
                    .map(text -> Double.parseDouble(text.strip()))
                    .filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private record Limit(Duration reset, boolean exhausted) {}
}
