package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.Json;
import io.aigateway.provider.Recordings;
import io.aigateway.provider.UpstreamFailure;
import io.aigateway.stream.SseEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real traffic, and what another gateway makes of it. */
class AnthropicRecordingsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(7), ZoneOffset.UTC);
    private static final String STREAMS = "vercel-ai/anthropic";
    private static final Pattern SNAPSHOT = Pattern.compile("(?s)\\n---\\n(\\{.*)\\z");

    @Test
    void bringsEveryRecordedStreamToASaneEnd() {
        // Given
        List<Path> files =
                Recordings.in(STREAMS, ".chunks.txt").stream()
                        .filter(file -> !file.toString().contains("spliced"))
                        .toList();

        for (Path file : files) {
            for (List<String> message : messages(file)) {
                // When
                AnthropicStream translator = new AnthropicStream(CLOCK, "claude");
                StreamedAnswer answer = StreamedAnswer.of(feed(message, translator));

                // Then
                assertThat(translator.finished()).as(file.toString()).isTrue();
                assertThat(answer.finishReasons()).as(file.toString()).hasSize(1);
                assertThat(answer.usages()).as(file.toString()).hasSize(1);
                assertThat(answer.content()).as(file.toString()).isEqualTo(textOf(message));
                assertThat(answer.calls()).as(file.toString()).allMatch(this::hasWholeArguments);
            }
        }
        assertThat(files).isNotEmpty();
    }

    @Test
    void failsOnTheRecordedStreamThatStartsOver() {
        // Given
        Path file = Recordings.in(STREAMS, "spliced-message-start.chunks.txt").get(0);
        AnthropicStream translator = new AnthropicStream(CLOCK, "claude");

        // When
        // Then
        assertThatThrownBy(() -> feed(Recordings.text(file).lines().toList(), translator))
                .isInstanceOf(UpstreamFailure.class);
    }

    @Test
    void translatesEveryRecordedReply() {
        // Given
        AnthropicReplies replies = new AnthropicReplies(CLOCK);
        List<JsonNode> recorded =
                Recordings.in(STREAMS, ".json").stream()
                        .map(file -> Json.of(Recordings.text(file)))
                        .filter(reply -> reply.path("type").asText().equals("message"))
                        .toList();

        for (JsonNode reply : recorded) {
            // When
            ObjectNode completion = replies.completion(reply);

            // Then
            assertThat(completion.at("/choices/0/finish_reason").isTextual()).isTrue();
            assertThat(completion.at("/usage/completion_tokens").asLong())
                    .isGreaterThanOrEqualTo(reply.at("/usage/output_tokens").asLong());
        }
        assertThat(recorded).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "thinking", "tool", "tool_empty_args", "message_delta_usage"})
    void agreesWithAnotherGatewayOnAStream(String name) throws IOException {
        // Given
        String theirs =
                snapshot("response/anthropic", "stream_" + name, ".messages-completions-streaming");
        String upstream = Recordings.text(file("response/anthropic", "stream_" + name + ".json"));
        List<ObjectNode> expected =
                theirs.lines()
                        .filter(line -> line.startsWith("data: {"))
                        .map(line -> Json.object(line.substring(6)))
                        .toList();

        // When
        List<ObjectNode> ours =
                StreamedAnswer.chunks(
                        new ByteArrayInputStream(upstream.getBytes(StandardCharsets.UTF_8)),
                        new AnthropicStream(CLOCK, "claude"));

        // Then
        assertThat(withoutUsage(ours)).isEqualTo(withoutUsage(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "tool", "thinking", "multiple_text_blocks"})
    void agreesWithAnotherGatewayOnAReply(String name) {
        // Given
        JsonNode theirs =
                document(snapshot("response/anthropic", name, ".messages-completions"))
                        .path("response");
        JsonNode reply = Json.of(Recordings.text(file("response/anthropic", name + ".json")));

        // When
        ObjectNode ours = new AnthropicReplies(CLOCK).completion(reply);

        // Then
        for (String place :
                List.of(
                        "/model",
                        "/choices/0/finish_reason",
                        "/choices/0/message/content",
                        "/choices/0/message/reasoning_content",
                        "/choices/0/message/tool_calls/0/function",
                        "/usage/completion_tokens")) {
            assertThat(ours.at(place).toString()).as(place).isEqualTo(theirs.at(place).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "tool-call", "image-url", "reasoning"})
    void agreesWithAnotherGatewayOnARequest(String name) {
        // Given
        JsonNode theirs =
                document(snapshot("requests/completions", name, ".anthropic")).path("request");
        ObjectNode chat =
                Json.object(Recordings.text(file("requests/completions", name + ".json")));

        // When
        ObjectNode ours =
                AnthropicRequests.translate(
                                chat, AnthropicOptions.of(theirs.path("model").asText()))
                        .body();

        // Then
        assertThat(ours.path("messages")).isEqualTo(merged(theirs.path("messages")));
        for (String field : List.of("system", "max_tokens", "thinking", "tools", "model")) {
            assertThat(ours.path(field).toString())
                    .as(field)
                    .isEqualTo(theirs.path(field).toString());
        }
    }

    /** Some files hold several messages, one after the other. */
    private static List<List<String>> messages(Path file) {
        List<List<String>> messages = new ArrayList<>();
        List<String> current = new ArrayList<>();
        for (String line : Recordings.text(file).lines().toList()) {
            current.add(line);
            if (line.contains("\"type\":\"message_stop\"")) {
                messages.add(current);
                current = new ArrayList<>();
            }
        }
        return messages;
    }

    private static List<ObjectNode> feed(List<String> events, AnthropicStream translator) {
        List<ObjectNode> chunks = new ArrayList<>();
        events.forEach(event -> chunks.addAll(translator.chunks(new SseEvent(null, event))));
        return chunks;
    }

    private static String textOf(List<String> events) {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            text.append(Json.of(event).at("/delta/text").asText());
            text.append(Json.of(event).at("/content_block/text").asText());
        }
        return text.toString();
    }

    private boolean hasWholeArguments(String call) {
        return Json.of(call.split(" ", 4)[3]).isObject();
    }

    private static StreamedAnswer withoutUsage(List<ObjectNode> chunks) {
        StreamedAnswer answer = StreamedAnswer.of(chunks);
        return new StreamedAnswer(
                answer.content(),
                answer.reasoning(),
                answer.calls(),
                answer.finishReasons(),
                List.of());
    }

    private static Path file(String folder, String name) {
        return Recordings.in("agentgateway/" + folder, "/" + name).get(0);
    }

    private static String snapshot(String folder, String name, String kind) {
        return Recordings.text(file(folder, name + kind + ".snap"));
    }

    private static JsonNode document(String snapshot) {
        Matcher matcher = SNAPSHOT.matcher(snapshot);
        assertThat(matcher.find()).isTrue();
        return Json.of(matcher.group(1));
    }

    private static ArrayNode merged(JsonNode messages) {
        ArrayNode merged = Json.object("{'messages':[]}").withArray("/messages");
        for (JsonNode message : messages) {
            JsonNode last = merged.path(merged.size() - 1);
            if (last.path("role").equals(message.path("role"))) {
                ((ArrayNode) last.path("content")).addAll((ArrayNode) message.path("content"));
            } else {
                merged.add(message.deepCopy());
            }
        }
        return merged;
    }
}
