package io.aigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.AllowedModels;
import io.aigateway.account.ApiKey;
import io.aigateway.account.Authentication.Known;
import io.aigateway.account.Limits;
import io.aigateway.budget.TokenCounter;
import io.aigateway.call.Answer;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.CollectedReply;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.call.RequestReader;
import io.aigateway.call.Tags;
import io.aigateway.call.WireHeaders;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.error.GatewayException;
import io.aigateway.limit.RateLimits;
import io.aigateway.money.Usage;
import io.aigateway.provider.CallTokens;
import io.aigateway.provider.TokenEstimate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which plan a call gets. */
class PlannerTest {

    private static final String PROVIDERS =
            """
            providers:
              - {id: one, aliases: [uno], base-url: "https://one.example/v1", auth: none}
              - {id: two, base-url: "https://two.example/v1", auth: none}
              - {id: three, base-url: "https://three.example/v1", auth: none}
            """;
    private static final String MODELS =
            """
            models:
              - {id: one/glm-5, price: {input: 3, output: 9}, limits: {context: 8000}}
              - {id: two/zai/glm-5, price: {input: 1, output: 2}, limits: {context: 32000}}
              - {id: three/GLM-5, price: {input: 2, output: 4}, limits: {context: 4000}}
              - {id: one/other, price: {input: 0.5, output: 1}}
              - {id: one/unpriced}
            """;
    private static final String RULES =
            """
            rules:
              - model: steady
                failover: [one/glm-5, two/zai/glm-5, one/other]
                fallback-on: [context-window]
                attempts: 2
                total: 7s
              - model: nested
                conditional:
                  - {when: "tag == 'batch'", use: steady}
                  - {when: "hour == 12 and metadata.level > 3", use: three/GLM-5}
                  - {when: "budget-used > 40%", use: one/other}
                  - use: one/glm-5
              - model: wide
                failover: [one/glm-5, three/GLM-5, two/zai/glm-5]
                fallback-on: [context-window]
              - model: one/other
                failover: [one/other, one/glm-5]
            """;

    @TempDir Path folder;
    private final AtomicLong now = new AtomicLong();
    private double budgetUsed;
    private Health health;
    private Planner planner;

    @BeforeEach
    void load() throws IOException {
        Files.writeString(folder.resolve("providers.yaml"), PROVIDERS);
        Files.writeString(folder.resolve("models.yaml"), MODELS);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        CoolDownTerms terms =
                new CoolDownTerms(
                        Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(1));
        health = new Health(terms, now::get, Clock.systemUTC(), (provider, why, until) -> {});
        planner =
                new Planner(
                        new LiveCatalog(new ConfigFiles(folder), Environment.of(Map.of())),
                        true,
                        new Random(1),
                        new CallFacts(
                                new CallTokens(new TokenCounter()),
                                call -> budgetUsed,
                                ZoneOffset.UTC),
                        health);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"model\":\"one/glm-5\" | pinned | one/glm-5",
                "\"model\":\"UNO/GLM-5\" | pinned | one/glm-5",
                "\"model\":\"one/new\" | pinned | one/new",
                "\"model\":[\"one/other\",\"one/glm-5\"] | failover | one/other one/glm-5",
                "\"model\":\"one/glm-5\",\"models\":[\"one/glm-5\",\"three/GLM-5\"] | failover | one/glm-5 three/GLM-5",
                "\"model\":\"one/glm-5\",\"fallbacks\":[\"three/GLM-5\"] | failover | one/glm-5 three/GLM-5",
                "\"model\":\"one/other\" | failover | one/other one/glm-5",
                "\"model\":\"steady\" | failover | one/glm-5 two/zai/glm-5 one/other",
                "\"model\":\"nested\" | conditional | one/glm-5",
                "\"model\":\"nested\",\"metadata\":{\"level\":4} | conditional | three/GLM-5",
                "\"model\":\"nested\",\"metadata\":{\"level\":\"3\"} | conditional | one/glm-5",
                "\"model\":\"one/glm-5\",\"routing\":{\"policy\":\"lowest_cost\"} | lowest_cost | two/zai/glm-5 three/GLM-5 one/glm-5",
                "\"model\":\"one/glm-5\",\"routing\":{\"providers\":[\"three\",\"uno\"]} | pinned | three/GLM-5 one/glm-5",
                "\"model\":\"one/glm-5\",\"routing\":{\"policy\":\"pinned\",\"providers\":[\"two\",\"one\"]} | pinned | two/zai/glm-5",
                "\"model\":\"one/glm-5\",\"routing\":{\"policy\":\"lowest_cost\",\"max_cost_per_1m_input\":2} | lowest_cost | two/zai/glm-5 three/GLM-5",
                "\"model\":\"steady\",\"routing\":{\"max_cost_per_1m_input\":0.7} | failover | one/other",
                "\"model\":\"one/glm-5\",\"routing\":{\"policy\":\"lowest_latency\",\"providers\":[\"one\",\"two\"]} | lowest_latency | one/glm-5 two/zai/glm-5",
            })
    void eachCallHasItsCandidates(String fields, String policy, String candidates) {
        // When
        Plan plan = planner.plan(call(fields)).knownPlan();

        // Then
        assertThat(names(plan)).isEqualTo(candidates);
        assertThat(plan.policy()).isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"model\":\"one/glm-5\" | 3",
                "\"model\":\"steady\" | 2",
                "\"model\":\"steady\",\"fallbacks\":false | 1",
                "\"model\":\"steady\",\"routing\":{\"allow_fallback\":false} | 1",
                "\"model\":\"steady\",\"routing\":{\"policy\":\"pinned\",\"providers\":[\"one\"]} | 1",
            })
    void howOftenIsTriedIsTheRulesUnlessTheCallerWantsLess(String fields, int attempts) {
        // When
        Plan plan = planner.plan(call(fields)).knownPlan();

        // Then
        assertThat(plan.attempts()).isEqualTo(attempts);
    }

    @Test
    void conditionsSeeTagsAndBudgets() {
        // Given
        Call tagged = call("\"model\":\"nested\"").tagged(new Tags(List.of("x", "batch")));
        budgetUsed = 0.41;

        // When
        Plan ofTagged = planner.plan(tagged).knownPlan();
        Plan ofOther = planner.plan(call("\"model\":\"nested\"")).knownPlan();

        // Then
        assertThat(names(ofTagged)).isEqualTo("one/glm-5 two/zai/glm-5 one/other");
        assertThat(names(ofOther)).isEqualTo("one/other one/glm-5");
    }

    @Test
    void whoeverIsLeftAloneComesLast() {
        // Given
        Call failed =
                planner.plan(call("\"model\":\"one/glm-5\""))
                        .attempting()
                        .failed(Outcome.RATE_LIMIT, 429, "No.");
        health.note(failed);

        // When
        Plan plan = planner.plan(call("\"model\":\"steady\"")).knownPlan();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        Plan later = planner.plan(call("\"model\":\"steady\"")).knownPlan();

        // Then
        assertThat(names(plan)).isEqualTo("two/zai/glm-5 one/other one/glm-5");
        assertThat(names(later)).isEqualTo("one/glm-5 two/zai/glm-5 one/other");
    }

    @Test
    void whoeverFailsIsNotTheCheapestChoice() {
        // Given
        Call asked = planner.plan(call("\"model\":\"two/zai/glm-5\""));
        for (int i = 0; i < 20; i++) {
            health.note(asked.attempting().failed(Outcome.SERVER_ERROR, 500, "No."));
        }

        // When
        Plan plan =
                planner.plan(
                                call(
                                        "\"model\":\"one/glm-5\",\"routing\":{\"policy\":\"lowest_cost\"}"))
                        .knownPlan();

        // Then
        assertThat(names(plan)).isEqualTo("three/GLM-5 one/glm-5 two/zai/glm-5");
    }

    @Test
    void whoeverAnswersFasterComesFirst() {
        // Given
        answer("three/GLM-5", 40, 2_000);
        answer("one/glm-5", 400, 100);
        String fields = "\"model\":\"one/glm-5\",\"routing\":{\"policy\":\"%s\"}";

        // When
        Plan quickest = planner.plan(call(fields.formatted("lowest_latency"))).knownPlan();
        Plan fastest = planner.plan(call(fields.formatted("highest_throughput"))).knownPlan();

        // Then
        assertThat(names(quickest)).isEqualTo("three/GLM-5 one/glm-5 two/zai/glm-5");
        assertThat(names(fastest)).isEqualTo("three/GLM-5 one/glm-5 two/zai/glm-5");
    }

    private void answer(String model, long millis, long tokens) {
        Call asked = planner.plan(call("\"model\":\"" + model + '"')).attempting();
        now.set(asked.progress().attemptStartedNanos() + Duration.ofMillis(millis).toNanos());
        Usage usage = Usage.estimated(10, tokens);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        health.note(
                asked.answered(
                        200,
                        Outcome.SUCCESS,
                        new Answer(json, usage, Answer.Ending.WHOLE, now.get())));
    }

    @Test
    void aPromptThatWasTooLongGoesOnlyToALargerWindow() {
        // Given
        Failover failover = failover();
        Call first = failover.next(planner.plan(call("\"model\":\"wide\"")));
        Call tooLong = first.failed(Outcome.CONTEXT_WINDOW, 400, "Too long.");

        // When
        boolean goesOn = failover.undecided(tooLong);
        Call second = failover.next(tooLong);

        // Then
        assertThat(goesOn).isTrue();
        assertThat(second.candidate().model().id()).isEqualTo("two/zai/glm-5");
        assertThat(failover.undecided(second.failed(Outcome.CONTEXT_WINDOW, 400, "No."))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT, SERVER_ERROR, 429",
        "SERVER_ERROR, RATE_LIMIT, 429",
        "TIMEOUT, CONNECTION, 504",
        "CONNECTION, CIRCUIT_OPEN, 503",
        "CIRCUIT_OPEN, CIRCUIT_OPEN, 503",
        "PROVIDER_AUTH, QUOTA, 503",
        "MODEL_NOT_FOUND, SERVER_ERROR, 502",
        "MODEL_NOT_FOUND, MODEL_NOT_FOUND, 404",
        "SERVER_ERROR, CALLER_FAULT, 400",
        "CONTEXT_WINDOW, TIMEOUT, 400",
        "PROVIDER_AUTH, CONNECTION, 502",
    })
    void theErrorIsTheMostUsefulFailure(Outcome first, Outcome second, int status) {
        // Given
        Call call =
                planner.plan(call("\"model\":\"steady\""))
                        .attempting()
                        .failed(first, 0, "One.")
                        .attempting()
                        .failed(second, 0, "Two.");

        // When
        GatewayException told =
                catchThrowableOfType(GatewayException.class, () -> failover().conclude(call));

        // Then
        assertThat(told.error().status()).isEqualTo(status);
        assertThat(told.error().message())
                .contains("one/glm-5 " + first.key(), "two/zai/glm-5 " + second.key());
        assertThat(told.error().headers())
                .containsEntry("x-aig-attempts", "2")
                .containsEntry("x-aig-route-policy", "failover")
                .containsEntry("x-should-retry", "false");
    }

    private static Failover failover() {
        TokenEstimate estimate = new TokenEstimate(new CallTokens(new TokenCounter()));
        return new Failover(new RateLimits(Clock.systemUTC()), new CallLimits(estimate));
    }

    private static String names(Plan plan) {
        return plan.candidates().stream()
                .map(Candidate::model)
                .map(model -> model.id())
                .collect(Collectors.joining(" "));
    }

    private static Call call(String fields) {
        String body = "{" + fields + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        ApiKey key =
                new ApiKey(
                        "key_1",
                        "tests",
                        null,
                        false,
                        Limits.NONE,
                        AllowedModels.ALL,
                        null,
                        null,
                        "abcd",
                        Instant.EPOCH);
        return Call.received(
                        "req_1",
                        Instant.parse("2026-11-23T12:30:00Z"),
                        RequestReader.read(Api.CHAT, body.getBytes(StandardCharsets.UTF_8)),
                        new WireHeaders(Map.of()),
                        new CollectedReply())
                .by(new Known(key, null));
    }
}
