package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What every refusal of bad input has in common: a 4xx in the error shape of the API, nobody asked,
 * nothing spent, and neither a prompt nor a key in the answer or in the log.
 */
final class CleanRefusal {

    /** Stands in prompts; must be found nowhere. */
    static final String PROMPT = "canary-prompt-5d1c";

    /** Every call under test carries it. */
    static final String TAG = "bad-input";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CleanRefusal() {}

    /** Checks all of it, and gives the error back. */
    static JsonNode check(Bench bench, LogCapture log, int status, String body, String about) {
        String what = about.length() > 200 ? about.substring(0, 200) : about;
        assertThat(status).as("%s -> %s", what, body).isBetween(400, 499);
        JsonNode error = json(body).path("error");
        assertThat(error.path("message").asText()).as(what).isNotBlank();
        assertThat(error.path("type").asText()).as(what).isNotBlank();
        assertThat(error.has("param")).as(what).isTrue();
        assertThat(error.path("code").asInt()).as(what).isEqualTo(status);
        assertThat(bench.asked()).as(what).isZero();
        assertNothingSecret(bench, body);
        assertNothingSecret(bench, log.text());
        return error;
    }

    /** Checks that nothing at all was spent by the calls under the tag. */
    static void assertNothingSpent(Bench bench) {
        for (JsonNode record : bench.records(TAG, 0)) {
            assertThat(record.path("cost_cents").decimalValue()).isZero();
            assertThat(record.path("status").asInt()).isBetween(400, 499);
        }
    }

    private static void assertNothingSecret(Bench bench, String text) {
        assertThat(text).doesNotContain(PROMPT, bench.gateway().adminKey(), "sk-provider-canary");
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
