package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.SentEvents;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tool calls whose ids, indexes or arguments are not what a client can work with. */
class OddToolCallsTest {

    private static final String ID = "[a-z0-9]{9}";

    /** What a model said that is no JSON: cut off, and with a NUL. */
    private static final String NO_JSON = "{\\\"city\\\": Oslo\\u0000";

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

    @ParameterizedTest
    @ValueSource(
            strings = {"\"id\":\"\",", "\"id\":null,", "", "\"id\":\"same\",", "\"id\":\" \","})
    @Tag("U25")
    void getIdsOfTheirOwnInAWholeAnswer(String id) {
        // Given
        String tag = "whole-" + Integer.toHexString(id.hashCode());
        bench.provider("openai")
                .answering(
                        200,
                        "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                                + tool(id, "lookup", NO_JSON)
                                + ","
                                + tool(id, "book", "{}")
                                + "]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8}}");

        // When
        HttpResponse<String> answer = ask(false, tag);

        // Then
        JsonNode calls = GatewayUnderTest.json(answer).at("/choices/0/message/tool_calls");
        List<String> ids = new ArrayList<>();
        calls.forEach(call -> ids.add(call.path("id").asText()));
        assertThat(ids).doesNotHaveDuplicates().allMatch(one -> one.matches(ID + "|same"));
        assertThat(ids.contains("same")).isEqualTo(id.contains("same"));
        assertThat(calls.at("/0/function/arguments").asText()).isEqualTo("{\"city\": Oslo\u0000");
        assertThat(calls.findValuesAsText("name")).containsExactly("lookup", "book");
        assertServedOnce(tag);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                // the id in the first piece, and in those after it; how the two calls are indexed
                "'', '', 0, 1",
                "null, '', 0, 1",
                "'', null, 0, 1",
                "null, null, 1, 4",
                "same, '', 0, 1",
                "same, same, 0, 7",
                "null, null, 3, 5",
            })
    @Tag("U25")
    void getIdsOfTheirOwnThatStayTheSameInAStream(
            String first, String later, int index, int otherIndex) {
        // Given
        String tag = "stream-%s-%s-%d".formatted(first, later, otherIndex);
        bench.provider("openai")
                .doing(
                        Faults.streaming(
                                piece(index, first, "lookup", "{\\\"city\\\":"),
                                piece(index, later, null, " Oslo\\u0000"),
                                piece(otherIndex, first, "book", "{"),
                                piece(otherIndex, later, null, "}"),
                                piece(index, later, null, "!"),
                                END));

        // When
        HttpResponse<String> answer = ask(true, tag);

        // Then
        Map<Integer, Collected> calls = collected(answer.body());
        assertThat(calls.keySet()).containsExactly(0, 1);
        assertThat(calls.get(0).arguments).hasToString("{\"city\": Oslo\u0000!");
        assertThat(calls.get(1).arguments).hasToString("{}");
        assertThat(calls.get(0).name).isEqualTo("lookup");
        assertThat(calls.get(1).name).isEqualTo("book");
        assertThat(calls.get(0).ids).hasSize(1).allMatch(id -> id.matches(ID + "|same"));
        assertThat(calls.get(1).ids).hasSize(1).allMatch(id -> id.matches(ID));
        assertThat(calls.get(0).ids).isNotEqualTo(calls.get(1).ids);
        assertServedOnce(tag);
    }

    @Test
    @Tag("U25")
    void areToldApartWhenTheyAllHaveTheSameIndexOrNone() {
        // Given
        bench.provider("openai")
                .doing(
                        Faults.streaming(
                                piece(0, "a", "lookup", "{}"),
                                piece(0, "b", "book", "{\\\"at\\\":"),
                                piece(0, null, null, "1}"),
                                piece(null, "c", "pay", "{"),
                                piece(null, null, null, "}"),
                                END));

        // When
        HttpResponse<String> answer = ask(true, "same-index");

        // Then
        Map<Integer, Collected> calls = collected(answer.body());
        assertThat(calls.values())
                .extracting(call -> call.name + call.arguments + call.ids)
                .containsExactly("lookup{}[a]", "book{\"at\":1}[b]", "pay{}[c]");
        assertServedOnce("same-index");
    }

    @Test
    @Tag("U25")
    void getOtherIdsInTheNextTurnOfAConversation() {
        // Given
        bench.provider("openai").doing(Faults.streaming(piece(0, "", "lookup", "{}"), END));

        // When
        String first = ask(true, "turn-1", "x-request-id", "mine").body();
        String second = ask(true, "turn-2", "x-request-id", "mine").body();

        // Then
        assertThat(collected(first).get(0).ids).isNotEqualTo(collected(second).get(0).ids);
    }

    private static final String END =
            "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                    + "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8}}\n\n"
                    + "data: [DONE]\n\n";

    private static String tool(String id, String name, String arguments) {
        return "{%s\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
                .formatted(id, name, arguments);
    }

    private static String piece(Integer index, String id, String name, String arguments) {
        String function =
                (name == null ? "" : "\"name\":\"" + name + "\",")
                        + "\"arguments\":\""
                        + arguments
                        + '"';
        return ("data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
                        + "{%s%s\"function\":{%s}}]},\"finish_reason\":null}]}\n\n")
                .formatted(
                        index == null ? "" : "\"index\":" + index + ",",
                        id == null ? "" : "\"id\":\"" + id + "\",",
                        function);
    }

    /** What a client puts together. */
    private static final class Collected {
        private final List<String> ids = new ArrayList<>();
        private final StringBuilder arguments = new StringBuilder();
        private String name = "";
    }

    private static Map<Integer, Collected> collected(String body) {
        Map<Integer, Collected> calls = new TreeMap<>();
        for (JsonNode event : SentEvents.in(body)) {
            for (JsonNode piece : event.at("/choices/0/delta/tool_calls")) {
                Collected call =
                        calls.computeIfAbsent(piece.path("index").asInt(-1), at -> new Collected());
                if (piece.has("id")) {
                    call.ids.add(piece.path("id").asText());
                }
                call.name += piece.at("/function/name").asText("");
                call.arguments.append(piece.at("/function/arguments").asText(""));
            }
        }
        return calls;
    }

    private static void assertServedOnce(String tag) {
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("input_tokens").asInt()).isEqualTo(9);
        assertThat(record.path("output_tokens").asInt()).isEqualTo(8);
    }

    private static HttpResponse<String> ask(boolean stream, String tag, String... headers) {
        List<String> all = new ArrayList<>(List.of("x-aig-tag", tag));
        all.addAll(List.of(headers));
        String body =
                "{\"model\":\"openai/chat\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Where to?\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"lookup\",\"parameters\":{\"type\":\"object\"}}}]}"
                        .formatted(stream);
        return bench.gateway().post("/v1/chat/completions", body, all.toArray(String[]::new));
    }
}
