package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final RetryAfter retryAfter = new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after-ms | 1500 | PT1.5S",
                "retry-after | 20 | PT20S",
                "retry-after | 0.25 | PT0.25S",
                "retry-after | Mon, 23 Nov 2026 12:01:00 GMT | PT1M",
                "retry-after | Mon, 23 Nov 2026 11:00:00 GMT | PT0S",
                "retry-after | 34s | PT34S",
                "x-ratelimit-reset-requests | 120ms | PT0.12S",
                "x-ratelimit-reset-tokens | 6m0s | PT6M",
                "x-ratelimit-reset-tokens | 1h2m3.5s | PT1H2M3.5S",
                "x-ratelimit-reset-tokens-minute | 12.5 | PT12.5S",
                "x-ratelimit-reset-requests | 1795435230 | PT30S",
                "anthropic-ratelimit-tokens-reset | 2026-11-23T12:00:05Z | PT5S",
            })
    void readsAHeader(String name, String value, Duration expected) {
        // Given
        Map<String, String> headers = Map.of(name, value);

        // When
        Optional<Duration> delay = retryAfter.from(headers, null);

        // Then
        assertThat(delay).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "NaN", "Infinity", "1e9000", "99999999", "1e300"})
    void ignoresNonsense(String value) {
        // Given
        Map<String, String> headers =
                Map.of("retry-after", value, "x-ratelimit-reset-tokens", value);

        // When
        Optional<Duration> delay = retryAfter.from(headers, null);

        // Then
        assertThat(delay).isEmpty();
    }

    @Test
    void readsGooglesDelayFromTheBody() {
        // Given
        JsonNode body =
                json(
                        "{'error':{'details':[{'@type':'QuotaFailure'},{'@type':'RetryInfo','retryDelay':'34.4s'}]}}");

        // When
        Optional<Duration> delay = retryAfter.from(Map.of(), body);

        // Then
        assertThat(delay).contains(Duration.ofMillis(34_400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'metadata':{'retry_after':30}}}",
                "{'error':{'metadata':{'headers':{'X-RateLimit-Reset':'1795435230000'}}}}",
                "{'availability':{'retry_after':30}}",
            })
    void readsOpenRoutersDelayFromTheBody(String body) {
        // Given
        JsonNode json = json(body);

        // When
        Optional<Duration> delay = retryAfter.from(Map.of(), json);

        // Then
        assertThat(delay).contains(Duration.ofSeconds(30));
    }

    @Test
    void prefersTheMostExactSource() {
        // Given
        Map<String, String> headers =
                Map.of(
                        "x-ratelimit-reset-tokens", "9s",
                        "retry-after", "3",
                        "retry-after-ms", "2500");

        // When
        Optional<Duration> delay = retryAfter.from(headers, null);

        // Then
        assertThat(delay).contains(Duration.ofMillis(2_500));
    }

    @Test
    void waitsForTheExhaustedLimitOnly() {
        // Given
        Map<String, String> headers =
                Map.of(
                        "anthropic-ratelimit-requests-remaining", "12",
                        "anthropic-ratelimit-requests-reset", "2026-11-23T12:30:00Z",
                        "anthropic-ratelimit-input-tokens-remaining", "0",
                        "anthropic-ratelimit-input-tokens-reset", "2026-11-23T12:00:07Z");

        // When
        Optional<Duration> delay = retryAfter.from(headers, null);

        // Then
        assertThat(delay).contains(Duration.ofSeconds(7));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
