package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.RawCaller;
import io.aigateway.fixture.UpstreamFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that break after the caller has part of them, and are continued by somebody else. */
class RescueTest {

    private static final String WHOLE = "You said: Tell me more please";
    private static final String SAY =
            "'messages':[{'role':'user','content':'Tell me more please'}]";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir static Path folder;
    static Bench bench;
    static FakeProvider local;
    static FakeProvider echoing;
    private String row = "";

    @BeforeAll
    static void start() {
        local = FakeProvider.openAi();
        echoing = FakeProvider.openAi();
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                rules(
                                        files.waiting("2s")
                                                .limiting("between-events: 800ms")
                                                .with("prefill: continue")
                                                .openAi("local", local)
                                                .with("prefill: prefix")
                                                .openAi("echoing", echoing)
                                                .with("")));
    }

    /** One of each for each test, so that no test meets a circuit that another has opened. */
    private static UpstreamFiles rules(UpstreamFiles files) {
        for (int i = 1; i <= 40; i++) {
            String openAi = "openai-" + i + "/chat";
            String anthropic = "anthropic-" + i + "/chat";
            files.rule("text-" + i, rescued(openAi + ", " + anthropic))
                    .rule("back-" + i, rescued(anthropic + ", local/chat"))
                    .rule("thrice-" + i, rescued(openAi + ", " + anthropic + ", local/chat"))
                    .rule("echo-" + i, rescued(openAi + ", echoing/chat"))
                    .rule("nobody-" + i, rescued(anthropic + ", " + openAi))
                    .rule(
                            "raced-" + i,
                            rescued(openAi + ", " + anthropic + ", local/chat")
                                    + "\n    hedge-after: 50ms")
                    .rule("off-" + i, "failover: [" + openAi + ", " + anthropic + "]");
        }
        return files;
    }

    private static String rescued(String candidates) {
        return "failover: [" + candidates + "]\n    rescue: continue";
    }

    @AfterAll
    static void stop() {
        bench.close();
        local.close();
        echoing.close();
    }

    @BeforeEach
    void calm() {
        row = bench.unusedRow("").substring(1);
        bench.calm();
        local.wellAgain();
        echoing.wellAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "text, openai, reset, 3",
        "text, openai, reset, 4",
        "text, openai, end, 3",
        "text, openai, stall, 3",
        "text, openai, error, 3",
        "back, anthropic, reset, 6",
        "back, anthropic, end, 6",
        "back, anthropic, stall, 6"
    })
    void areOneStreamToTheCaller(String rule, String first, String how, int events) {
        // Given
        breaking(bench.provider(first), how, events);
        String tag = rule + how + events;

        // When
        HttpResponse<String> answer = ask(rule, ",'stream_options':{'include_usage':true}", tag);

        // Then
        List<JsonNode> chunks = chunks(answer.body());
        assertThat(text(chunks)).isEqualTo(WHOLE);
        assertThat(values(chunks, "/id")).hasSize(1);
        assertThat(values(chunks, "/model")).containsExactly(first + "-" + row + "/chat");
        assertThat(values(chunks, "/created")).hasSize(1);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("error");
        assertThat(count(answer.body(), "[DONE]")).isEqualTo(1);
        assertThat(count(answer.body(), "\"role\"")).isEqualTo(1);
        assertThat(count(answer.body(), "\"finish_reason\":\"stop\"")).isEqualTo(1);
        assertThat(count(answer.body(), "\"usage\":{")).isEqualTo(1);
        assertThat(answer.body())
                .containsOnlyOnce(": rescued by " + rescuer(rule) + "/chat after ");
    }

    @Test
    void sayAfterHowManyCharactersAndByWhom() {
        // Given
        bench.provider("openai").cutting(4);

        // When
        HttpResponse<String> answer = ask("text", "", "comment");

        // Then
        int there = "You said: Tell ".length();
        assertThat(answer.body())
                .contains(
                        "\n\n: rescued by anthropic-"
                                + row
                                + "/chat after "
                                + there
                                + " characters\n\n");
    }

    @Test
    void areChargedForBothHalves() {
        // Given
        bench.provider("openai").cutting(4);
        String budget = budget("both-halves");

        // When
        HttpResponse<String> answer =
                ask("text", ",'stream_options':{'include_usage':true}", "both-halves");

        // Then
        JsonNode record = bench.onlyRecord("both-halves");
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("rescued").asBoolean()).isTrue();
        assertThat(record.path("estimated").asBoolean()).isTrue();
        JsonNode attempts = record.path("attempts");
        assertThat(attempts.findValuesAsText("outcome")).containsExactly("connection", "success");
        assertThat(attempts.findValuesAsText("kind")).containsExactly("in-turn", "rescue");
        assertThat(attempts.at("/0/output_tokens").asLong()).isPositive();
        assertThat(attempts.at("/1/input_tokens").asLong())
                .isEqualTo(bench.provider("anthropic").inputTokens());
        assertThat(attempts.at("/1/output_tokens").asLong())
                .isEqualTo(bench.provider("anthropic").outputTokens());
        JsonNode usage = last(chunks(answer.body())).path("usage");
        assertThat(usage.path("prompt_tokens").asLong())
                .isEqualTo(record.path("input_tokens").asLong());
        assertThat(usage.path("completion_tokens").asLong())
                .isEqualTo(record.path("output_tokens").asLong());
        assertThat(usage.path("cost").decimalValue().movePointRight(2))
                .isEqualByComparingTo(record.path("cost_cents").decimalValue());
        JsonNode after = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(after.path("reserved_cents").decimalValue()).isZero();
        assertThat(after.path("spent_cents").decimalValue())
                .isEqualByComparingTo(record.path("cost_cents").decimalValue());
    }

    @Test
    void areContinuedFromTheTextWithoutItsLastBlank() {
        // Given
        bench.provider("openai").cutting(4);

        // When
        ask("text", ",'max_tokens':100", "from-there");

        // Then
        JsonNode asked = bench.provider("anthropic").lastRequest().body();
        JsonNode last = last(asked.path("messages"));
        assertThat(last.path("role").asText()).isEqualTo("assistant");
        assertThat(last.toString()).contains("You said: Tell\"");
        assertThat(asked.path("max_tokens").asInt()).isBetween(90, 99);
    }

    @Test
    void areContinuedTheWayThatTheProviderWants() {
        // Given
        bench.provider("anthropic").cutting(6);
        bench.provider("openai").cutting(6);

        // When
        ask("back", "", "vllm");
        ask("echo", "", "mistral");

        // Then
        JsonNode vllm = local.lastRequest().body();
        assertThat(vllm.path("continue_final_message").asBoolean()).isTrue();
        assertThat(vllm.path("add_generation_prompt").asBoolean(true)).isFalse();
        JsonNode mistral = last(echoing.lastRequest().body().path("messages"));
        assertThat(mistral.path("prefix").asBoolean()).isTrue();
        assertThat(mistral.path("content").asText()).isEqualTo("You said: Tell me more");
    }

    @Test
    void doNotHoldTheirStartTwiceWhenTheProviderRepeatsIt() {
        // Given
        bench.provider("openai").cutting(6);
        echoing.doing(
                Faults.streaming(
                        chunk("{'role':'assistant','content':'You said: Te'}", "null"),
                        chunk("{'content':'ll me more plea'}", "null"),
                        chunk("{'content':'se'}", "'stop'"),
                        "data: [DONE]\n\n"));

        // When
        HttpResponse<String> answer = ask("echo", "", "echo");

        // Then
        assertThat(text(chunks(answer.body()))).isEqualTo(WHOLE);
    }

    @Test
    void areContinuedAgainWhenTheyBreakAgain() {
        // Given
        bench.provider("openai").cutting(3);
        bench.provider("anthropic").cutting(5);

        // When
        HttpResponse<String> answer = ask("thrice", "", "thrice");

        // Then
        assertThat(text(chunks(answer.body()))).isEqualTo(WHOLE);
        assertThat(answer.body())
                .contains(": rescued by anthropic-" + row + "/chat", ": rescued by local/chat")
                .endsWith("data: [DONE]\n\n");
        JsonNode record = bench.onlyRecord("thrice");
        assertThat(record.path("attempts").findValuesAsText("kind"))
                .containsExactly("in-turn", "rescue", "rescue");
    }

    @Test
    void goToTheNextOneWhenTheRescuerFails() {
        // Given
        bench.provider("openai").cutting(3);
        bench.provider("anthropic").failing(1, 400);

        // When
        HttpResponse<String> answer = ask("thrice", "", "rescuer-fails");

        // Then
        assertThat(text(chunks(answer.body()))).isEqualTo(WHOLE);
        assertThat(bench.onlyRecord("rescuer-fails").path("attempts").findValuesAsText("outcome"))
                .containsExactly("connection", "caller-fault", "success");
    }

    @Test
    void failAsEverWhenNobodyCanContinueThem() {
        // Given
        bench.provider("anthropic").cutting(5);
        String expected = timeless(ask("anthropic/chat", "", "plain-failure"));

        // When
        HttpResponse<String> answer = ask("nobody", "", "no-rescuer");

        // Then
        assertThat(timeless(answer)).isEqualTo(expected);
        assertThat(answer.body()).contains("event: error").doesNotContain("[DONE]");
        assertThat(bench.provider("openai").requests()).isEmpty();
        JsonNode record = bench.onlyRecord("no-rescuer");
        assertThat(record.path("status").asInt()).isEqualTo(502);
        assertThat(record.path("rescued").asBoolean()).isFalse();
    }

    @Test
    void failAsEverWhenEveryRescuerFails() {
        // Given
        bench.provider("openai").cutting(4);
        String expected = timeless(ask("openai/chat", "", "plain"));
        bench.provider("anthropic").failing(1, 500);
        String budget = budget("all-fail");

        // When
        HttpResponse<String> answer = ask("text", "", "all-fail");

        // Then
        assertThat(timeless(answer)).isEqualTo(expected);
        JsonNode record = bench.onlyRecord("all-fail");
        assertThat(record.path("status").asInt()).isEqualTo(502);
        assertThat(record.path("provider").asText()).isEqualTo("openai-" + row);
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
        assertThat(record.path("attempts").findValuesAsText("outcome"))
                .containsExactly("connection", "server-error");
        JsonNode after = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(after.path("reserved_cents").decimalValue()).isZero();
        assertThat(after.path("spent_cents").decimalValue())
                .isEqualByComparingTo(record.path("cost_cents").decimalValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'tools':[{'type':'function','function':{'name':'weather'}}]",
                ",'response_format':{'type':'json_object'}",
                ",'n':2",
                ",'reasoning_effort':'low'",
                ",'logprobs':true"
            })
    void areNotContinuedWhenTheyAreMoreThanText(String more) {
        // Given
        bench.provider("openai").cutting(4);

        // When
        HttpResponse<String> answer = ask("text", more, "more-than-text");

        // Then
        assertThat(answer.body()).contains("event: error").doesNotContain("[DONE]", "rescued");
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    void areNotContinuedUnlessTheRuleWantsThat() {
        // Given
        bench.provider("openai").cutting(4);

        // When
        HttpResponse<String> answer = ask("off", "", "off");

        // Then
        assertThat(answer.body()).contains("event: error").doesNotContain("[DONE]");
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    void areWholeWithoutRescueOnceTheFinishReasonWasSeen() {
        // Given
        bench.provider("openai").doing(Faults.resettingAfterTheFinishReason());

        // When
        HttpResponse<String> answer = ask("text", "", "finished");

        // Then
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(bench.provider("anthropic").requests()).isEmpty();
        assertThat(bench.onlyRecord("finished").path("rescued").asBoolean()).isFalse();
    }

    @Test
    void areCancelledEverywhereWhenTheCallerLeavesMeanwhile() {
        // Given
        bench.provider("openai").cutting(4);
        bench.provider("anthropic").hanging();
        RawCaller caller =
                RawCaller.to(bench.gateway().port())
                        .send(
                                RawCaller.post(
                                        "/v1/chat/completions",
                                        bench.gateway().adminKey(),
                                        body("text", ""),
                                        "x-aig-tag: left"));
        caller.readUntil("Tell ");
        awaitAsked(bench.provider("anthropic"));

        // When
        caller.close();

        // Then
        assertThat(bench.provider("anthropic").awaitAborted(PATIENCE)).isTrue();
        JsonNode record = bench.onlyRecord("left");
        assertThat(record.path("status").asInt()).isEqualTo(499);
        assertThat(record.path("attempts").findValuesAsText("outcome"))
                .containsExactly("connection", "caller-gone");
        assertThat(record.at("/attempts/0/output_tokens").asLong()).isPositive();
        assertThat(record.at("/attempts/1/input_tokens").asLong()).isPositive();
    }

    @Test
    void areContinuedAlsoWhenTheOneThatBrokeHadWonARace() {
        // Given
        bench.provider("openai").hanging();
        bench.provider("anthropic").cutting(6);

        // When
        HttpResponse<String> answer = ask("raced", "", "raced");

        // Then
        assertThat(text(chunks(answer.body()))).isEqualTo(WHOLE);
        JsonNode record = bench.onlyRecord("raced");
        assertThat(record.path("attempts").findValuesAsText("outcome"))
                .containsExactly("outrun", "connection", "success");
        assertThat(record.path("hedged").asBoolean()).isTrue();
        assertThat(record.path("rescued").asBoolean()).isTrue();
    }

    @Test
    void areHeldForAtAllWhoMayWriteAPart() {
        // Given
        bench.provider("openai").hanging();
        String budget = budget("held");
        RawCaller caller = RawCaller.to(bench.gateway().port());

        // When
        caller.send(
                RawCaller.post(
                        "/v1/chat/completions",
                        bench.gateway().adminKey(),
                        body("text", ",'max_tokens':1000"),
                        "x-aig-tag: held"));
        awaitAsked(bench.provider("openai"));

        // Then
        JsonNode now = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(now.path("reserved_cents").decimalValue()).isGreaterThan(new BigDecimal("0.4"));
        caller.close();
    }

    private static void awaitAsked(FakeProvider provider) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (provider.requests().isEmpty()) {
            assertThat(System.nanoTime()).as("the provider was not asked").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void breaking(FakeProvider provider, String how, int events) {
        switch (how) {
            case "reset" -> provider.cutting(events);
            case "end" -> provider.ending(events);
            case "stall" -> provider.stalling(events);
            default ->
                    provider.blurting(
                            events, "data: {\"error\":{\"message\":\"No.\",\"code\":500}}\n\n");
        }
    }

    private static String timeless(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"created\":\\d+", "");
    }

    private String rescuer(String rule) {
        return rule.equals("back") ? "local" : "anthropic-" + row;
    }

    private static String chunk(String delta, String reason) {
        String json =
                "{'id':'x','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':%s,'finish_reason':%s}]}";
        return "data: " + json.formatted(delta, reason).replace('\'', '"') + "\n\n";
    }

    private static List<JsonNode> chunks(String body) {
        List<JsonNode> chunks = new ArrayList<>();
        try {
            for (String line : body.lines().toList()) {
                if (line.startsWith("data: {")) {
                    chunks.add(MAPPER.readTree(line.substring("data: ".length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chunks;
    }

    private static String text(List<JsonNode> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(one -> text.append(one.at("/choices/0/delta/content").asText("")));
        return text.toString();
    }

    private static Set<String> values(List<JsonNode> chunks, String pointer) {
        Set<String> values = new TreeSet<>();
        chunks.forEach(one -> values.add(one.at(pointer).asText()));
        return values;
    }

    private static JsonNode last(List<JsonNode> list) {
        return list.get(list.size() - 1);
    }

    private static JsonNode last(JsonNode array) {
        return array.get(array.size() - 1);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String budget(String tag) {
        String body = "{\"tag\":\"%s\",\"monthly_cap_cents\":1000}".formatted(tag);
        return GatewayUnderTest.json(bench.gateway().post("/v1/budgets", body)).path("id").asText();
    }

    /** A rule, or a model, of the row that this test has for itself. */
    private HttpResponse<String> ask(String name, String more, String tag) {
        return bench.gateway().post("/v1/chat/completions", body(name, more), "x-aig-tag", tag);
    }

    private String body(String name, String more) {
        String model = name.replaceFirst("$|/", "-" + row + "$0");
        return "{'model':'%s','stream':true%s,%s}".formatted(model, more, SAY).replace('\'', '"');
    }
}
