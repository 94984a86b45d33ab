package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tag is counted and capped however it was given: there is one list of a call's tags. */
@Tag("M7")
class EnforcedTagsTest {

    private static final String CALL =
            "{\"model\":\"openai/chat\",\"max_tokens\":100%s,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"What is the answer?\"}]}";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "own-header|x-aig-tag|own-header|``",
                "other-header|x-litellm-tags|first,other-header|``",
                "metadata|x-unused|-|`,\"metadata\":{\"tags\":[\"metadata\"]}`",
                "body|x-unused|-|`,\"tags\":[\"body\"]`"
            })
    void isCountedAndThenRefused(String tag, String header, String value, String field) {
        // Given
        String body = CALL.formatted(field == null ? "" : field);
        HttpResponse<String> counted =
                bench.gateway().post("/v1/chat/completions", body, header, value);
        budget(tag);

        // When
        HttpResponse<String> refused =
                bench.gateway().post("/v1/chat/completions", body, header, value);

        // Then
        assertThat(counted.statusCode()).as(counted.body()).isEqualTo(200);
        assertThat(bench.records(tag, 1).path(0).path("tags").toString()).contains(tag);
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.body()).contains("tag '" + tag + "'");
    }

    @Test
    void isCountedAndThenRefusedWhenItIsTheDefaultOfAKey() {
        // Given
        JsonNode key =
                GatewayUnderTest.json(
                        bench.gateway()
                                .post("/v1/keys", "{\"name\":\"k\",\"default_tag\":\"by-key\"}"));
        String secret = key.path("key").asText();
        HttpResponse<String> counted =
                bench.gateway().postAs(secret, "/v1/chat/completions", CALL.formatted(""));
        budget("by-key");

        // When
        HttpResponse<String> refused =
                bench.gateway()
                        .postAs(
                                secret,
                                "/v1/chat/completions",
                                CALL.formatted(""),
                                "x-aig-tag",
                                "another");

        // Then
        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.body()).contains("tag 'by-key'");
    }

    private static void budget(String tag) {
        String cap = "{\"tag\":\"" + tag + "\",\"cap_cents\":0.0001}";
        assertThat(bench.gateway().post("/v1/budgets", cap).statusCode()).isEqualTo(201);
    }
}
