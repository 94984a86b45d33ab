package io.aigateway.migrate.convert.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.migrate.RunTime;
import io.aigateway.migrate.Source;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that are made of calls, in a gateway that runs with them. */
class StubsServeTest {

    private static final String PROVIDERS =
            """
            providers:
              - {id: openai, base-url: "%1$s", api-key: one}
              - {id: anthropic, base-url: "%1$s", api-key: two}
            """;
    private static final String MODELS =
            """
            models:
              - {id: openai/gpt-5.4, price: {input: 1, output: 2}}
              - {id: openai/gpt-5.4-mini, price: {input: 1, output: 2}}
              - {id: anthropic/claude-opus-4.7, price: {input: 1, output: 2}}
            """;

    @TempDir Path folder;
    private final FakeProvider fake = FakeProvider.openAi();
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        String program =
                """
                URL = "https://openrouter.ai/api/v1"
                ask({"model": "anthropic/claude-opus-4.7", "preset": "review", "messages": []})
                NIGHTLY_MODEL = "@preset/nightly"
                """;
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, Map.of("a.py", program));
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(
                                "providers.yaml",
                                PROVIDERS.formatted(fake.baseUrl()),
                                "models.yaml",
                                MODELS,
                                "rules.yaml",
                                read.rules()),
                        Map.of());
    }

    @AfterEach
    void stop() {
        gateway.close();
        fake.close();
    }

    @Test
    void aPresetIsServedByTheModelsThatItsCallsName() {
        // Given
        String body = RunTime.question("openai/gpt-5.4").put("preset", "review").toString();

        // When
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by"))
                .contains("anthropic/claude-opus-4.7");
    }

    @Test
    void aPresetOfWhichNothingIsKnownIsServedByTheOneThatStandsIn() {
        // Given
        String body = RunTime.question("@preset/nightly").toString();

        // When
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).contains(Stubs.STANDS_IN);
    }
}
