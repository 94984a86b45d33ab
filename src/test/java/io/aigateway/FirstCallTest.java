package io.aigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first call of a newcomer, who has no provider's key. */
class FirstCallTest {

    private static final String HELLO =
            "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @TempDir static Path folder;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.started(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void isAnsweredByTheDemoModelWithTokensAndPrice() {
        // Given
        String key = gateway.adminKey();

        // When
        HttpResponse<String> answer = gateway.postAs(key, "/v1/chat/completions", HELLO);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayUnderTest.json(answer).at("/choices/0/message/content").asText())
                .contains("demo model", "Hello");
        assertThat(GatewayUnderTest.json(answer).at("/usage/total_tokens").asInt()).isPositive();
        assertThat(answer.headers().firstValue("X-Cost-Cents")).isPresent();
    }

    @Test
    void isStreamedAndEndsWithDone() {
        // Given
        String body = HELLO.replace("{\"model\"", "{\"stream\":true,\"model\"");

        // When
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body);

        // Then
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(answer.body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
    }

    @Test
    void isRecorded() {
        // Given
        String tag = "recorded-once";

        // When
        gateway.post("/v1/chat/completions", HELLO, "x-aig-tag", tag);

        // Then
        assertThat(GatewayUnderTest.json(gateway.get("/v1/usage/recent?tag=" + tag)).path("data"))
                .hasSize(1);
    }

    @Test
    void servesEveryPathWithoutPrefixAndUnderApi() {
        // Given
        String[] paths = {
            "/v1/models/demo/echo", "/models/demo%2Fecho", "/api/v1/models/demo/echo"
        };

        for (String path : paths) {
            // When
            HttpResponse<String> answer = gateway.get(path);

            // Then
            assertThat(GatewayUnderTest.json(answer).path("id").asText())
                    .as(path)
                    .isEqualTo("demo/echo");
        }
    }

    @Test
    void findsItsModelInTheList() {
        // Given
        String path = "/v1/models";

        // When
        HttpResponse<String> answer = gateway.get(path);

        // Then
        assertThat(GatewayUnderTest.json(answer).path("data").findValuesAsText("id"))
                .contains("demo/echo");
    }
}
