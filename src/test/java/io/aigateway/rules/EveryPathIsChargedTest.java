package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.rules.RouteFiles.RouteFile;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to a provider is charged, or says here that it is free. The ways are read from the
 * route files: whoever adds a route that reaches a provider, or a template for one, adds a row.
 */
@Tag("M13")
class EveryPathIsChargedTest {

    private static final String CHAT =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the answer?\"}]%s}";
    private static final String STREAMED = ",\"stream\":true";

    /** A call through an entry to a wire, and what it costs in cents. */
    private static final List<Way> WAYS =
            List.of(
                    way("v1-chat-completions", "openai", CHAT.formatted("openai/chat", ""), 0.0016),
                    way(
                            "v1-chat-completions",
                            "openai",
                            CHAT.formatted("openai/chat", STREAMED),
                            0.0016),
                    way(
                            "v1-chat-completions",
                            "anthropic",
                            CHAT.formatted("anthropic/chat", ""),
                            0.0018),
                    way(
                            "v1-chat-completions",
                            "anthropic",
                            CHAT.formatted("anthropic/chat", STREAMED),
                            0.0018),
                    way("v1-chat-completions", "demo", CHAT.formatted("demo/paid", ""), 3),
                    way("v1-chat-completions", "demo", CHAT.formatted("demo/paid", STREAMED), 3),
                    way("v1-chat-completions", "camel", CHAT.formatted("acme/log", ""), 2),
                    way("v1-chat-completions", "camel", CHAT.formatted("acme/log", STREAMED), 2),
                    way(
                            "v1-completions",
                            "openai",
                            "{\"model\":\"openai/chat\",\"prompt\":\"What is the answer?\"}",
                            0.0016),
                    way(
                            "v1-embeddings",
                            "openai",
                            "{\"model\":\"openai/embed\",\"input\":\"What is the answer?\"}",
                            0.0001),
                    way("chat", "openai", CHAT.formatted("openai/chat", ""), 0.0016));

    /** Routes that call out of the process and ask no model: free, and why. */
    private static final Map<String, String> FREE =
            Map.of("send-webhook", "tells an operator's own receiver of an event");

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.provider("{id: demo, wire: demo}")
                                        .model(
                                                "{id: demo/paid, provider: demo, price: {per-call: 0.03}}")
                                        .model(
                                                "{id: acme/log, route: \"log:acme\", price: {per-call: 0.02}}"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void everyEntryThatReachesAProviderHasARow() {
        // Given
        Set<String> rows = WAYS.stream().map(Way::entry).collect(Collectors.toSet());

        // When
        Set<String> entries = entriesThatReach("direct:call-model");

        // Then
        assertThat(rows).isEqualTo(entries);
    }

    @Test
    void everyTemplateOfAProviderHasARow() {
        // Given
        Set<String> rows = WAYS.stream().map(Way::wire).collect(Collectors.toSet());

        // When
        Set<String> templates =
                RouteFiles.all().stream()
                        .filter(file -> !file.all("routeTemplate").isEmpty())
                        .map(RouteFile::stem)
                        .collect(Collectors.toSet());

        // Then
        assertThat(rows).isEqualTo(templates);
    }

    @Test
    void everyOtherRouteThatLeavesTheProcessSaysWhyItIsFree() {
        // Given
        Set<String> leaving = new TreeSet<>();

        // When
        for (RouteFile file : RouteFiles.all()) {
            boolean template = !file.all("routeTemplate").isEmpty();
            boolean leaves = targets(file).stream().anyMatch(uri -> !staysInside(uri));
            if (!template && leaves) {
                leaving.add(file.stem());
            }
        }

        // Then
        assertThat(leaving).isEqualTo(FREE.keySet());
    }

    @Test
    void onlyTheLoopOfACallAndWhatRunsBesideItChooseAProvider() {
        // Given
        List<RouteFile> files = RouteFiles.all();

        // When
        Set<String> choosing =
                files.stream()
                        .filter(file -> targets(file).stream().anyMatch(uri -> uri.contains("${")))
                        .map(RouteFile::stem)
                        .collect(Collectors.toSet());

        // Then
        assertThat(choosing).containsExactlyInAnyOrder("call-model", "call-beside");
    }

    static List<Way> ways() {
        return WAYS;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isChargedInItsRecordAndInItsBudget(Way way) {
        // Given
        String tag = "way-" + WAYS.indexOf(way);
        String budget = create("{\"tag\":\"" + tag + "\",\"cap_cents\":100}").path("id").asText();

        // When
        take(way, tag);

        // Then
        BigDecimal expected = BigDecimal.valueOf(way.cents());
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("cost_cents").decimalValue()).isEqualByComparingTo(expected);
        JsonNode standing = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(standing.path("spent_cents").decimalValue()).isEqualByComparingTo(expected);
        assertThat(standing.path("reserved_cents").decimalValue()).isZero();
    }

    private static void take(Way way, String tag) {
        if (way.entry().equals("chat")) {
            bench.gateway()
                    .gateway()
                    .context()
                    .createProducerTemplate()
                    .requestBodyAndHeaders(
                            "direct:chat",
                            way.body(),
                            Map.of(
                                    "Authorization",
                                    "Bearer " + bench.gateway().adminKey(),
                                    "x-aig-tag",
                                    tag));
            return;
        }
        HttpResponse<String> answer =
                bench.gateway().post(pathOf(way.entry()), way.body(), "x-aig-tag", tag);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String pathOf(String entry) {
        return RouteFiles.all().stream()
                .filter(file -> file.stem().equals(entry))
                .map(file -> file.routes().get(0).at("/from/uri").asText())
                .findFirst()
                .orElseThrow()
                .substring("platform-http:".length());
    }

    private static JsonNode create(String budget) {
        return GatewayUnderTest.json(bench.gateway().post("/v1/budgets", budget));
    }

    /** The routes that nobody inside calls, and from which a route is reached. */
    private static Set<String> entriesThatReach(String goal) {
        Map<String, Set<String>> callers = new HashMap<>();
        Map<String, RouteFile> byStem = new HashMap<>();
        for (RouteFile file : RouteFiles.all()) {
            byStem.put(file.stem(), file);
            targets(file)
                    .forEach(
                            uri ->
                                    callers.computeIfAbsent(uri, key -> new HashSet<>())
                                            .add(file.stem()));
        }
        Set<String> seen = new HashSet<>();
        Set<String> entries = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(goal));
        while (!open.isEmpty()) {
            for (String caller : callers.getOrDefault(open.pop(), Set.of())) {
                String uri = byStem.get(caller).routes().get(0).at("/from/uri").asText();
                if (seen.add(caller)) {
                    open.push(uri);
                    if (!callers.containsKey(uri)) {
                        entries.add(caller);
                    }
                }
            }
        }
        return entries;
    }

    /** Where the steps of a file's routes send to. */
    private static Set<String> targets(RouteFile file) {
        Set<String> targets = new HashSet<>();
        for (JsonNode route : file.routes()) {
            RouteFiles.fields(
                    route.at("/from/steps"),
                    (key, value) -> {
                        if (key.equals("uri")) {
                            targets.add(value.asText());
                        }
                    });
        }
        return targets;
    }

    private static boolean staysInside(String uri) {
        return Stream.of("direct:", "bean:").anyMatch(uri::startsWith);
    }

    private static Way way(String entry, String wire, String body, double cents) {
        return new Way(entry, wire, body, cents);
    }

    private record Way(String entry, String wire, String body, double cents) {

        @Override
        public String toString() {
            return entry + " to " + wire + (body.contains("\"stream\":true") ? ", streamed" : "");
        }
    }
}
