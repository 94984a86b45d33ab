package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys where other gateways' clients have them; each stands for one caller, and for no more. */
class ForeignKeysTest {

    @TempDir static Path folder;
    static CompatBench bench;
    static String caller;

    @BeforeAll
    static void start() {
        bench =
                new CompatBench(
                        folder,
                        Map.of(
                                "gateway.compat.litellm", "true",
                                "gateway.compat.budget-exceeded-status", "429"));
        caller =
                CompatKeys.ofCaller(
                        bench.gateway(),
                        "{\"name\":\"app\",\"default_tag\":\"app\",\"allowed_models\":[\"openai/*\",\"together/*\"]}");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.fake().wellAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "x-portkey-api-key, %s, Bearer placeholder",
        "x-portkey-api-key, %s, Bearer %s",
        "helicone-auth, Bearer %s, Bearer sk-proj-a-providers-own",
        "x-litellm-api-key, %s, Bearer %s",
        "x-litellm-api-key, Bearer %s, Bearer %s",
        "x-api-key, %s, Bearer %s",
        "api-key, %s, Bearer %s",
        "x-aig-tag, a, Bearer %s",
        "x-aig-tag, a, Token %s",
    })
    void aKeyIsFoundWhereTheClientHasIt(String header, String value, String authorization) {
        // Given
        String[] headers = {
            header,
            value.replace("%s", caller),
            "Authorization",
            authorization.replace("%s", caller)
        };

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question("gpt-4o", ""), headers);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bench.tagsOf(answer)).contains("app");
        assertThat(bench.last().header("authorization")).isEqualTo("Bearer key-of-openai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-portkey-api-key", "helicone-auth"})
    void twoKeysOfOursAreRefused(String header) {
        // Given
        String admin = bench.gateway().adminKey();

        // When
        HttpResponse<String> answer =
                bench.ask(
                        CompatBench.question("gpt-4o", ""),
                        header,
                        caller,
                        "Authorization",
                        "Bearer " + admin);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-portkey-api-key", "helicone-auth"})
    void anUnknownKeyIsRefused(String header) {
        // Given
        String unknown = "pk-live-1234";

        // When
        HttpResponse<String> answer =
                bench.ask(
                        CompatBench.question("gpt-4o", ""),
                        header,
                        unknown,
                        "Authorization",
                        "Bearer placeholder");

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aProvidersKeyInAuthorizationIsUsedAtThatProviderAlone() {
        // Given
        String[] headers = {
            "x-portkey-api-key", caller,
            "x-portkey-provider", "openai",
            "Authorization", "Bearer sk-proj-my-own"
        };

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question("gpt-4o", ""), headers);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bench.last().header("authorization")).isEqualTo("Bearer sk-proj-my-own");
        assertThat(bench.recordOf(answer).path("byok").asBoolean()).isTrue();
    }

    @Test
    void ourOwnKeyInAuthorizationIsNeverSentToAProvider() {
        // Given
        String[] headers = {
            "x-portkey-api-key", "an-old-portkey-key",
            "x-portkey-provider", "openai",
            "Authorization", "Bearer " + caller
        };

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question("gpt-4o", ""), headers);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bench.last().header("authorization")).isEqualTo("Bearer key-of-openai");
    }

    @Test
    void aKeyInAPortkeyTreeIsUsedAtItsProvider() {
        // Given
        String config =
                "{\"provider\":\"openai\",\"api_key\":\"sk-proj-in-a-tree\",\"override_params\":{\"model\":\"gpt-4o\"}}";

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .postAs(
                                caller,
                                CompatBench.CHAT,
                                CompatBench.question("x", ""),
                                "x-portkey-config",
                                config);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bench.last().header("authorization")).isEqualTo("Bearer sk-proj-in-a-tree");
        assertThat(CompatBench.warning(answer)).doesNotContain("sk-proj");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-portkey-virtual-key: anthropic-prod | claude-sonnet-4-5",
                "x-portkey-config: pc-main-2b1f        | gpt-4o",
                "x-portkey-config: {\"provider\":\"xai\",\"override_params\":{\"model\":\"grok-4\"}} | gpt-4o",
                "Helicone-Property-A: b                | claude-sonnet-4-5/anthropic",
                "Helicone-Property-A: b                | accounts/fireworks/models/deepseek-v3p1",
            })
    void noHeaderLeadsAroundTheModelsOfAKey(String header, String model) {
        // Given
        String body = CompatBench.question(model, "");

        // When
        HttpResponse<String> answer =
                bench.gateway().postAs(caller, CompatBench.CHAT, body, CompatBench.headers(header));

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(bench.fake().requests()).isEmpty();
    }

    @Test
    void aModelServedByManyIsAskedOnlyWhereTheKeyMay() {
        // Given
        bench.fake().failing(1, 500);

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .postAs(
                                caller,
                                CompatBench.CHAT,
                                CompatBench.question("openai/gpt-oss-20b", ""));

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(bench.fake().requests()).hasSize(1);
    }

    @Test
    void aCallOverItsBudgetIsToldAsAskedAndRecordedAsEver() {
        // Given
        String poor =
                CompatKeys.ofCaller(
                        bench.gateway(), "{\"name\":\"poor\",\"spend_cap_cents\":0.000001}");

        // When
        HttpResponse<String> answer =
                bench.gateway().postAs(poor, CompatBench.CHAT, CompatBench.question("gpt-4o", ""));

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText())
                .isEqualTo("budget_exceeded");
        assertThat(CompatBench.header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(bench.recordOf(answer).path("status").asInt()).isEqualTo(402);
    }

    @Test
    void liteLlmsHeadersTellWhatACallCost() {
        // Given
        String body = CompatBench.question("gpt-4o", "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(CompatBench.header(answer, "x-litellm-call-id"))
                .isEqualTo(CompatBench.header(answer, "x-aig-request-id"));
        assertThat(CompatBench.header(answer, "x-litellm-model-id")).isEqualTo("openai/gpt-4o");
        assertThat(Double.parseDouble(CompatBench.header(answer, "x-litellm-response-cost")) * 100)
                .isEqualTo(Double.parseDouble(CompatBench.header(answer, "X-Cost-Cents")));
    }
}
