package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients of other gateways say about their calls is what these are counted under. */
class ForeignTagsTest {

    @TempDir static Path folder;
    static CompatBench bench;

    @BeforeAll
    static void start() {
        bench = new CompatBench(folder, Map.of("gateway.compat.tag-keys", "*,user"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    static Stream<Arguments> sayings() {
        return Stream.of(
                said("LiteLLM", "", "\"metadata\":{\"tags\":[\"a\",\"b\"]}", "a,b"),
                said("LiteLLM", "", "\"tags\":[\"a\"]", "a"),
                said("LiteLLM", "x-litellm-tags: a,b", "\"tags\":[\"c\"]", "a,b"),
                said("LiteLLM", "x-litellm-end-user-id: ann", "", "user:ann"),
                said("LiteLLM", "", "\"user\":\"ann\"", "user:ann"),
                said(
                        "OpenRouter",
                        "X-Title: My App\nHTTP-Referer: https://a.example",
                        "",
                        "app:My App"),
                said("OpenRouter", "X-OpenRouter-Title: My App", "", "app:My App"),
                said(
                        "Portkey",
                        "x-portkey-metadata: {\"team\":\"search\",\"_user\":\"ann\",\"build\":7}",
                        "",
                        "build:7,team:search,user:ann"),
                said(
                        "Helicone",
                        "Helicone-Property-Feature: summary\nHelicone-User-Id: ann",
                        "",
                        "feature:summary,user:ann"),
                said(
                        "Requesty",
                        "X-Requesty-Team: search",
                        "\"requesty\":{\"tags\":[\"nightly\"],\"user_id\":\"ann\",\"trace_id\":\"t1\",\"extra\":{\"country\":\"no\"}}",
                        "country:no,nightly,team:search,user:ann"),
                said("none", "x-aig-tag: mine\nHelicone-Property-A: b", "", "mine"));
    }

    private static Arguments said(String source, String headers, String fields, String tags) {
        return Arguments.of(source, headers, fields, tags);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("sayings")
    void whatACallSaysBecomesItsTags(String source, String headers, String fields, String tags) {
        // Given
        String body = CompatBench.question("gpt-4o", fields);

        // When
        HttpResponse<String> answer = bench.ask(body, CompatBench.headers(headers));

        // Then
        assertThat(answer.statusCode()).as(source + " " + answer.body()).isEqualTo(200);
        assertThat(bench.tagsOf(answer)).isEqualTo(tags);
    }

    @Test
    void nothingOfItIsSentOn() {
        // Given
        String fields =
                "\"requesty\":{\"tags\":[\"a\"]},\"provider\":{\"sort\":\"price\"},\"transforms\":[],\"num_retries\":2,\"cache\":{}";

        // When
        bench.ask(
                CompatBench.question("gpt-4o", fields),
                CompatBench.headers("Helicone-Property-A: b\nx-portkey-metadata: {}"));

        // Then
        assertThat(bench.last().body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages");
        assertThat(bench.last().headers().keySet())
                .noneMatch(name -> name.startsWith("helicone") || name.startsWith("x-portkey"));
    }

    @Test
    void aCapOnAForeignTagStopsTheCall() {
        // Given
        bench.gateway().post("/v1/budgets", "{\"tag\":\"squad:*\",\"monthly_cap_cents\":0.000001}");

        // When
        HttpResponse<String> answer =
                bench.ask(
                        CompatBench.question("gpt-4o", ""),
                        CompatBench.headers("Helicone-Property-Squad: red"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("squad:red");
    }

    @Test
    void propertiesNeverCrowdOutTheTagOfTheKey() {
        // Given
        String key =
                CompatKeys.ofCaller(bench.gateway(), "{\"name\":\"a\",\"default_tag\":\"kept\"}");
        StringBuilder headers = new StringBuilder();
        for (int at = 10; at < 34; at++) {
            headers.append("Helicone-Property-P").append(at).append(": v\n");
        }

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .postAs(
                                key,
                                CompatBench.CHAT,
                                CompatBench.question("gpt-4o", ""),
                                CompatBench.headers(headers.toString()));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bench.tagsOf(answer).split(",")).hasSize(16).contains("kept", "p10:v");
        assertThat(CompatBench.warning(answer)).contains("only 15 of 24 properties became tags");
    }

    @Test
    void aPropertyThatIsTooLongForATagIsNamedAndLeftOut() {
        // Given
        String headers = "Helicone-Property-Trace: " + "x".repeat(70);

        // When
        HttpResponse<String> answer =
                bench.ask(CompatBench.question("gpt-4o", ""), CompatBench.headers(headers));

        // Then
        assertThat(bench.tagsOf(answer)).isEmpty();
        assertThat(CompatBench.warning(answer)).contains("trace");
    }

    @Test
    void aRuleMayAskForWhatACallSaysAboutItself() {
        // Given
        String headers = "x-portkey-metadata: {\"team\":\"search\"}";

        // When
        HttpResponse<String> answer =
                bench.ask(CompatBench.question("by-team", ""), CompatBench.headers(headers));

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("groq/openai/gpt-oss-20b");
    }

    @Test
    void usageIsReportedUnderThem() {
        // Given
        bench.ask(
                CompatBench.question("gpt-4o", ""),
                CompatBench.headers("Helicone-Property-Report: yes"));

        // When
        HttpResponse<String> report = bench.gateway().get("/v1/usage/by-tag");

        // Then
        assertThat(GatewayUnderTest.json(report).path("data").findValuesAsText("tag"))
                .contains("report:yes");
    }
}
