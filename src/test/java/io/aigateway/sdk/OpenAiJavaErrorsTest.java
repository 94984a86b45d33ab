package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which exception of the OpenAI SDK for Java a caller catches, and how often the SDK sends a call
 * that fails.
 */
class OpenAiJavaErrorsTest {

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
    void isUnauthorizedWithAnUnknownKey() {
        // Given
        Sender sender = new Sender("sk-aig-unknown");

        // When
        UnauthorizedException refusal =
                catchThrowableOfType(
                        UnauthorizedException.class, () -> sender.ask("openai/chat", 50));

        // Then
        assertThat(refusal.type()).contains("authentication_error");
        assertThat(sender.sent()).isEqualTo(1);
        assertThat(bench.asked()).isZero();
    }

    @Test
    void doesNotFindAnUnknownModel() {
        // Given
        Sender sender = new Sender(bench.gateway().adminKey());

        // When
        NotFoundException refusal =
                catchThrowableOfType(NotFoundException.class, () -> sender.ask("opnai/chat", 50));

        // Then
        assertThat(refusal.type()).contains("model_not_found");
        assertThat(refusal).hasMessageContaining("openai/chat");
        assertThat(sender.sent()).isEqualTo(1);
        assertThat(bench.asked()).isZero();
    }

    @Test
    void isABadRequestWhenAFieldIsWrong() {
        // Given
        Sender sender = new Sender(bench.gateway().adminKey());

        // When
        BadRequestException refusal =
                catchThrowableOfType(
                        BadRequestException.class, () -> sender.ask("openai/chat", -1));

        // Then
        assertThat(refusal.param()).contains("max_tokens");
        assertThat(sender.sent()).isEqualTo(1);
        assertThat(bench.asked()).isZero();
    }

    @Test
    void isDeniedAModelThatTheKeyMayNotUse() {
        // Given
        Sender sender =
                new Sender(newKey("{\"name\":\"n\",\"allowed_models\":[\"openai/embed\"]}"));

        // When
        PermissionDeniedException refusal =
                catchThrowableOfType(
                        PermissionDeniedException.class, () -> sender.ask("openai/chat", 50));

        // Then
        assertThat(refusal.type()).contains("scope_exceeded");
        assertThat(bench.asked()).isZero();
    }

    @Test
    @Tag("M20")
    void sendsACallOverBudgetExactlyOnce() {
        // Given
        Sender sender = new Sender(newKey("{\"name\":\"poor\",\"spend_cap_cents\":0.0001}"));

        // When
        UnexpectedStatusCodeException refusal =
                catchThrowableOfType(
                        UnexpectedStatusCodeException.class, () -> sender.ask("openai/chat", 50));

        // Then
        assertThat(refusal.statusCode()).isEqualTo(402);
        assertThat(refusal.type()).contains("budget_exceeded");
        assertThat(sender.sent()).isEqualTo(1);
        assertThat(bench.asked()).isZero();
    }

    @Test
    void isLimitedWhenItComesTooOften() {
        // Given
        Sender sender = new Sender(newKey("{\"name\":\"slow\",\"rate_limit_rpm\":1}"), 0);
        sender.ask("openai/chat", 50);

        // When
        RateLimitException refusal =
                catchThrowableOfType(RateLimitException.class, () -> sender.ask("openai/chat", 50));

        // Then
        assertThat(refusal.headers().values("Retry-After")).hasSize(1);
        assertThat(refusal.headers().values("x-should-retry")).isEqualTo(List.of("true"));
        assertThat(bench.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void isLimitedWhenTheOnlyProviderIs(String provider) {
        // Given
        bench.provider(provider).failing(9, 429);
        Sender sender = new Sender(bench.gateway().adminKey());

        // When
        RateLimitException refusal =
                catchThrowableOfType(
                        RateLimitException.class, () -> sender.ask(provider + "/chat", 50));

        // Then
        assertThat(refusal.headers().values("x-should-retry")).isEqualTo(List.of("false"));
        assertThat(sender.sent()).isEqualTo(1);
        assertThat(bench.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, 500, 502",
        "openai, 503, 502",
        "openai, 401, 502",
        "openai, 403, 502",
        "openai, 402, 503",
        "anthropic, 500, 502",
        "anthropic, 529, 502",
        "anthropic, 401, 502"
    })
    @Tag("U4")
    @Tag("U6")
    void isAServerErrorWhenTheProviderFails(String provider, int upstream, int told) {
        // Given
        bench.provider(provider).failing(9, upstream);
        Sender sender = new Sender(bench.gateway().adminKey());

        // When
        InternalServerException failure =
                catchThrowableOfType(
                        InternalServerException.class, () -> sender.ask(provider + "/chat", 50));

        // Then
        assertThat(failure.statusCode()).isEqualTo(told);
        assertThat(sender.sent()).isEqualTo(1);
        assertThat(bench.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"openai, 400, 400", "openai, 422, 422", "openai, 404, 404", "anthropic, 400, 400"})
    @Tag("U7")
    void hearsWhatTheProviderRefused(String provider, int upstream, int told) {
        // Given
        bench.provider(provider).failing(9, upstream);
        Sender sender = new Sender(bench.gateway().adminKey());

        // When
        OpenAIServiceException refusal =
                catchThrowableOfType(
                        OpenAIServiceException.class, () -> sender.ask(provider + "/chat", 50));

        // Then
        assertThat(refusal.statusCode()).isEqualTo(told);
        assertThat(refusal).hasMessageContaining("As you wished.");
        assertThat(bench.asked()).isEqualTo(1);
    }

    @Test
    void isToldInTheOpenAiShapeWithTheStatusAsCode() {
        // Given
        Sender sender = new Sender(bench.gateway().adminKey());

        // When
        NotFoundException refusal =
                catchThrowableOfType(NotFoundException.class, () -> sender.ask("no/such", 50));

        // Then
        JsonNode error = refusal.body().convert(JsonNode.class);
        assertThat(error).isNotNull();
        assertThat(refusal.headers().values("x-request-id").get(0)).startsWith("req_");
    }

    private static String newKey(String body) {
        return GatewayUnderTest.json(bench.gateway().post("/v1/keys", body)).path("key").asText();
    }

    /** One SDK client, counting what it really sends. */
    private static final class Sender {

        private final AtomicInteger sent = new AtomicInteger();
        private final OpenAIClient client;

        Sender(String key) {
            this(key, 2);
        }

        Sender(String key, int retries) {
            client =
                    OpenAIOkHttpClient.builder()
                            .baseUrl(bench.gateway().baseUrl())
                            .apiKey(key)
                            .maxRetries(retries)
                            .addInterceptor(
                                    chain -> {
                                        sent.incrementAndGet();
                                        return chain.proceed(chain.request());
                                    })
                            .build();
        }

        void ask(String model, int maxTokens) {
            client.chat()
                    .completions()
                    .create(
                            ChatCompletionCreateParams.builder()
                                    .model(model)
                                    .addUserMessage("Hello there")
                                    .putAdditionalBodyProperty(
                                            "max_tokens", JsonValue.from(maxTokens))
                                    .build());
        }

        int sent() {
            return sent.get();
        }
    }
}
