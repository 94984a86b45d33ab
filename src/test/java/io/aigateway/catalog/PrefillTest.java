package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the shipped models can be given the start of an answer. */
class PrefillTest {

    private static final Catalog SHIPPED =
            Catalog.load(new ConfigFiles(Path.of("config")), Environment.of(Map.of()));

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-haiku-4.5, true",
        "anthropic/claude-opus-4.5-20251101, true",
        "anthropic/claude-opus-4.1, true",
        "anthropic/claude-opus-4.6, false",
        "anthropic/claude-opus-4.7, false",
        "anthropic/claude-fable-5, false",
        "mistral/mistral-large-latest, true",
        "moonshot/kimi-k2.5, true",
        "vllm/qwen, true",
        "llamacpp/qwen, true",
        "openai/gpt-5.4, false",
        "openrouter/anthropic/claude-3.5-haiku, false",
        "deepseek/deepseek-chat, false",
        "demo/echo, false"
    })
    void isTakenWhereItsProviderSaysSo(String id, boolean taken) {
        // Given
        Model model = SHIPPED.models().find(id).or(() -> SHIPPED.passThrough(id)).orElseThrow();
        Provider provider = SHIPPED.providers().find(model.providerId()).orElseThrow();

        // When
        boolean now = Prefill.isTaken(model, provider);

        // Then
        assertThat(now).isEqualTo(taken);
    }
}
