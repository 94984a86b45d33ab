package io.aigateway.compat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.RawHttp;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths that other gateways' base URLs lead to. */
class ForeignPathsTest {

    private static final String QUESTION =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @TempDir static Path folder;
    static CompatBench bench;

    @BeforeAll
    static void start() {
        bench = new CompatBench(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/completions",
                "/v1/chat/completions",
                "/api/v1/chat/completions",
                "/v1/proxy/chat/completions",
                "/inference/v1/chat/completions",
                "/openai/v1/chat/completions",
                "/ai/chat/completions",
                "/ai/v1/chat/completions",
                "/router/main/chat/completions",
                "/router/main/v1/chat/completions",
            })
    void everyGatewaysPathIsServed(String path) {
        // Given
        String body = CompatBench.question("gpt-4o", "");

        // When
        HttpResponse<String> answer = bench.gateway().post(path, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(CompatBench.servedBy(answer)).isEqualTo("openai/gpt-4o");
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21, openai/gpt-4o",
        "/openai/deployments/cheap/chat/completions?api-version=2024-10-21, openai/gpt-4o-mini",
        "/engines/claude-sonnet-4-5/chat/completions, anthropic/claude-sonnet-4.5",
        "/v1/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21, openai/gpt-4o",
        "/v1/engines/cheap/chat/completions, openai/gpt-4o-mini",
    })
    void aDeploymentInThePathIsTheModel(String path, String served) {
        // Given
        String withoutModel = QUESTION;

        // When
        HttpResponse<String> answer = bench.gateway().post(path, withoutModel);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CompatBench.servedBy(answer)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "/router/cheap/chat/completions, claude-sonnet-4-5, openai/gpt-4o-mini",
        "/router/cheap/v1/chat/completions, no-such-model, openai/gpt-4o-mini",
        "/router/nobody/chat/completions, gpt-4o, openai/gpt-4o",
    })
    void aRouterThatIsARuleServesItsCallsWhateverModelTheyName(
            String path, String model, String served) {
        // Given
        String body = CompatBench.question(model, "");

        // When
        HttpResponse<String> answer = bench.gateway().post(path, body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CompatBench.servedBy(answer)).isEqualTo(served);
    }

    @Test
    void theRuleOfARoutersEmbeddingsServesThem() {
        // Given
        String body = "{\"model\":\"whatever\",\"input\":\"Hello\"}";

        // When
        HttpResponse<String> answer = bench.gateway().post("/router/cheap/embeddings", body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CompatBench.servedBy(answer)).isEqualTo("openai/text-embedding-3-small");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/deployments/nobody/chat/completions",
                "/openai/deployments/%0d%0ax-evil%3a1/chat/completions",
                "/openai/deployments/%zz/chat/completions",
                "/openai/deployments//chat/completions",
                "/openai/deployments/gpt-4o/nothing",
                "/v1/proxy/proxy/chat/completions",
            })
    void aPathThatNamesNothingIsNotFound(String path) {
        // Given
        String request =
                "POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close"
                        .formatted(path, bench.gateway().adminKey(), QUESTION.length());

        // When
        int status =
                RawHttp.send(
                                bench.gateway().port(),
                                request,
                                out -> out.write(QUESTION.getBytes(US_ASCII)))
                        .status();

        // Then
        assertThat(status).isIn(400, 404);
    }

    @Test
    void aCallerCannotPoseAsAPath() {
        // Given
        String body = CompatBench.question("gpt-4o", "");

        // When
        HttpResponse<String> answer = bench.ask(body, "x-aig-path-deployment", "claude-sonnet-4.5");

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("openai/gpt-4o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inference/v1/models", "/ai/models", "/openai/v1/models/gpt-4o"})
    void theModelsAreThereToo(String path) {
        // Given
        int good = 200;

        // When
        HttpResponse<String> answer = bench.gateway().get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/liveliness", "/health/readiness", "/health/liveness"})
    void theProbesOfLiteLlmAreAnswered(String path) {
        // Given
        int good = 200;

        // When
        HttpResponse<String> answer = bench.gateway().get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(good);
    }
}
