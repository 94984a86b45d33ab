package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.TokenKind;
import io.aigateway.money.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedCatalogTest {

    private static final ConfigFiles SHIPPED = new ConfigFiles(Path.of("config"));
    private static final Catalog CATALOG = Catalog.load(SHIPPED, Environment.of(Map.of()));

    @Test
    void loadsWithoutFindings() {
        // When
        List<Finding> findings = Catalog.check(SHIPPED, Environment.of(Map.of()));

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void knowsManyModelsOfManyProviders() {
        // When
        List<Model> models = CATALOG.models().all();

        // Then
        assertThat(models).hasSizeGreaterThan(250);
        assertThat(models.stream().map(Model::providerId).distinct()).hasSizeGreaterThan(20);
        assertThat(CATALOG.providers().all()).hasSizeGreaterThan(80);
    }

    @Test
    void knowsThePriceOfEveryModel() {
        // When
        List<Model> models = CATALOG.models().all();

        // Then
        assertThat(models)
                .allSatisfy(model -> assertThat(model.price()).isNotNull().isNotEqualTo(free()));
    }

    @Test
    void callsOnlyDemoAndLocalProvidersWithoutAKey() {
        // When
        List<Provider> usable =
                CATALOG.providers().all().stream().filter(Provider::usable).toList();

        // Then
        assertThat(usable)
                .allMatch(
                        provider ->
                                !provider.wire().isRemote()
                                        || provider.baseUrl().startsWith("http://localhost"));
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-5.4, openai/gpt-5.4",
        "gpt-5.4, openai/gpt-5.4",
        "GPT-5-4, openai/gpt-5.4",
        "gpt-5.4-mini, openai/gpt-5.4-mini",
        "openai/gpt-5.4-nano, openai/gpt-5.4-nano",
        "anthropic/claude-opus-4-7, anthropic/claude-opus-4.7",
        "claude-opus-4.8, anthropic/claude-opus-4.8",
        "anthropic/claude-sonnet-4.6, anthropic/claude-sonnet-4.6",
        "anthropic/claude-4.6-sonnet, anthropic/claude-sonnet-4.6",
        "claude-haiku-4-5, anthropic/claude-haiku-4.5",
        "google/gemini-3-flash, google/gemini-3-flash",
        "gemini/gemini-3-flash-preview, google/gemini-3-flash",
        "google/gemini-3.1-pro, google/gemini-3.1-pro",
        "groq/llama-3.3-70b-versatile, groq/llama-3.3-70b-versatile",
        "moonshotai/kimi-k2.6, moonshot/kimi-k2.6",
        "moonshot/kimi-k2.7-code, moonshot/kimi-k2.7-code",
        "x-ai/grok-4, xai/grok-4",
        "deepseek/deepseek-chat, deepseek/deepseek-chat",
        "deepseek/deepseek-r1, deepseek/deepseek-reasoner",
        "together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo,"
                + " together/meta-llama/llama-3.3-70b-instruct-turbo",
        "fireworks_ai/accounts/fireworks/models/gpt-oss-120b, fireworks/gpt-oss-120b",
        "z-ai/glm-5.1, zai/glm-5.1",
        "text-embedding-3-small, openai/text-embedding-3-small",
        "demo/echo, demo/echo"
    })
    void findsTheModelsThatPeopleName(String name, String id) {
        // When
        var found = CATALOG.models().find(name);

        // Then
        assertThat(found).get().extracting(Model::id).isEqualTo(id);
    }

    @Test
    void pricesALongPromptByItsTier() {
        // Given
        Price price =
                CATALOG.models().find("openai/gpt-5.4").orElseThrow().knownPrice().orElseThrow();

        // When
        Money cost = price.costOf(Usage.of(300_000, 1_000));

        // Then
        assertThat(cost).isEqualTo(Money.ofUsd(new BigDecimal("1.5225")));
    }

    @Test
    void chargesAnthropicsLongCacheAtTwiceTheInput() {
        // Given
        Price price =
                CATALOG.models().find("claude-opus-4.7").orElseThrow().knownPrice().orElseThrow();

        // When
        Price.Rates rates = price.base();

        // Then
        assertThat(rates.of(TokenKind.CACHE_WRITE_1H)).isEqualTo(2 * rates.input());
    }

    @Test
    void dropsWhatTheNewestModelsRefuse() {
        // When
        Set<String> unsupported =
                CATALOG.models().find("anthropic/claude-opus-4.8").orElseThrow().unsupported();

        // Then
        assertThat(unsupported).containsExactlyInAnyOrder("temperature", "top_p", "top_k");
    }

    @Test
    void tellsEmbeddingsFromChat() {
        // When
        Model.Kind kind = CATALOG.models().find("demo/embed").orElseThrow().kind();

        // Then
        assertThat(kind).isEqualTo(Model.Kind.EMBEDDINGS);
    }

    @Test
    void sendsMistralNothingButWhatItAccepts() {
        // When
        Quirks quirks = CATALOG.providers().find("mistral").orElseThrow().quirks();

        // Then
        assertThat(quirks.accept()).hasSize(26).contains("random_seed").doesNotContain("seed");
        assertThat(quirks.rename()).containsEntry("seed", "random_seed");
        assertThat(quirks.streamUsage()).isFalse();
    }

    private static Price free() {
        return Price.of(new Price.Rates(0, 0, 0, 0, 0));
    }
}
