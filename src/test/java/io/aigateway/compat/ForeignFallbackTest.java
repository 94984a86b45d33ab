package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked after a failure, said in the words of others; each with breakers still closed. */
class ForeignFallbackTest {

    private static final String OSS = "openai/gpt-oss-20b";

    @TempDir Path folder;
    CompatBench bench;

    @BeforeEach
    void start() {
        bench = new CompatBench(folder, Map.of());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"models\":[\"anthropic/claude-sonnet-4.5\"]                       | 200",
                "\"fallbacks\":[\"claude-sonnet-4-5\"]                              | 200",
                "\"fallbacks\":[{\"model\":\"claude-sonnet-4-5\",\"temperature\":0}] | 200",
                "\"fallbacks\":[{\"gpt-4o\":[\"claude-sonnet-4-5\"]}]               | 200",
                "\"fallbacks\":[\"claude-sonnet-4-5\"],\"num_retries\":0            | 200",
                "\"fallbacks\":[\"claude-sonnet-4-5\"],\"disable_fallbacks\":true   | 502",
                "\"num_retries\":0                                                  | 502",
            })
    void fallbacksOfARequestAreAsked(String fields, int status) {
        // Given
        bench.fake().failing(1, 500);

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question("gpt-4o", fields));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void withoutRetriesTheSameModelElsewhereIsNotAsked() {
        // Given
        bench.fake().failing(1, 500);

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question(OSS, "\"num_retries\":0"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(bench.fake().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-litellm-timeout: 0.2", "x-portkey-request-timeout: 200"})
    void aTimeLimitOfACallIsKept(String header) {
        // Given
        bench.fake().hanging();

        // When
        HttpResponse<String> answer =
                bench.ask(CompatBench.question("gpt-4o", ""), CompatBench.headers(header));

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
    }

    @Test
    void aFallbackTreeOfPortkeyIsWalked() {
        // Given
        bench.fake().failing(2, 500);
        String config =
                """
                {"strategy":{"mode":"fallback"},"targets":[
                 {"provider":"@openai-prod","override_params":{"model":"gpt-4o"}},
                 {"strategy":{"mode":"fallback"},"targets":[
                   {"virtual_key":"together-1","override_params":{"model":"openai/gpt-oss-20b"}},
                   {"provider":"anthropic","override_params":{"model":"claude-sonnet-4-5"}}]}]}
                """;

        // When
        HttpResponse<String> answer =
                bench.ask(
                        CompatBench.question("x", ""),
                        "x-portkey-config",
                        config.replace("\n", " ").strip());

        // Then
        assertThat(CompatBench.servedBy(answer))
                .as(answer.body())
                .isEqualTo("anthropic/claude-sonnet-4.5");
        assertThat(CompatBench.header(answer, "x-aig-attempts")).isEqualTo("3");
    }
}
