package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures make the gateway leave a provider alone. */
class CircuitBreakerTest {

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

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    @Tag("U27")
    void aProviderThatKeepsFailingIsLeftAlone() {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").failing(1_000, 500);
        String body = ask("\"models\":[\"" + first + "/chat\",\"anthropic/chat\"]");

        // When
        for (int i = 0; i < 30; i++) {
            assertThat(send(body).statusCode()).isEqualTo(200);
        }

        // Then
        assertThat(bench.provider("openai").requests()).hasSizeBetween(10, 20);
        assertThat(bench.provider("anthropic").requests()).hasSize(30);
        HttpResponse<String> alone = send(ask("\"model\":\"" + first + "/chat\""));
        assertThat(alone.statusCode()).isEqualTo(503);
        assertThat(GatewayUnderTest.json(alone).at("/error/type").asText())
                .isEqualTo("overloaded_error");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 401})
    @Tag("U27")
    void whatDoesNotSpeakAgainstItsHealthDoesNotCloseAProviderOff(int status) {
        // Given
        String only = bench.unusedRow("openai");
        bench.provider("openai").failing(25, status);

        // When
        for (int i = 0; i < 25; i++) {
            send(ask("\"model\":\"" + only + "/chat\""));
        }

        // Then
        assertThat(bench.provider("openai").requests()).hasSize(25);
        assertThat(send(ask("\"model\":\"" + only + "/chat\"")).statusCode()).isEqualTo(200);
    }

    private static String ask(String models) {
        return "{" + models + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static HttpResponse<String> send(String body) {
        return bench.gateway().post("/v1/chat/completions", body);
    }
}
