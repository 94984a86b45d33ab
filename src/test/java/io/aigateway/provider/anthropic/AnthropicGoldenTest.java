package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.Json;
import io.aigateway.provider.Translation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicGoldenTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_795_435_200), ZoneOffset.UTC);

    @Test
    void translatesAFullRequest() {
        // Given
        ObjectNode chat = Json.object(Json.golden("chat/full.json"));

        // When
        Translation translation =
                AnthropicRequests.translate(chat, AnthropicOptions.of("claude-sonnet-4-5"));

        // Then
        assertThat(translation.body())
                .hasToString(Json.of(Json.golden("chat/full.anthropic.json")).toString());
        assertThat(translation.warnings())
                .containsExactly(
                        "dropped a stop sequence: Anthropic refuses blank ones",
                        "temperature 1.4 was set to 1: 0 to 1",
                        "dropped presence_penalty: the Messages API has no such parameter",
                        "dropped seed: the Messages API has no such parameter");
    }

    @Test
    void leavesTheCallersRequestAsItWas() {
        // Given
        ObjectNode chat = Json.object(Json.golden("chat/full.json"));

        // When
        ObjectNode body =
                AnthropicRequests.translate(chat, AnthropicOptions.of("claude-sonnet-4-5")).body();
        body.findParents("type").forEach(node -> ((ObjectNode) node).removeAll());

        // Then
        assertThat((JsonNode) chat).isEqualTo(Json.of(Json.golden("chat/full.json")));
    }

    @Test
    void translatesAFullReply() {
        // Given
        JsonNode reply = Json.of(Json.golden("anthropic/reply.json"));

        // When
        ObjectNode completion = new AnthropicReplies(CLOCK).completion(reply);

        // Then
        assertThat(completion)
                .hasToString(Json.of(Json.golden("anthropic/reply.chat.json")).toString());
    }

    @Test
    void translatesAFullStream() throws IOException {
        // Given
        byte[] stream = Json.golden("anthropic/stream.sse").getBytes(StandardCharsets.UTF_8);
        AnthropicStream translator = new AnthropicStream(CLOCK, "claude-sonnet-4-5");

        // When
        List<ObjectNode> chunks =
                StreamedAnswer.chunks(new ByteArrayInputStream(stream), translator);

        // Then
        assertThat(chunks)
                .extracting(ObjectNode::toString)
                .containsExactlyElementsOf(
                        Json.golden("anthropic/stream.chat.jsonl").lines().toList());
        assertThat(translator.finished()).isTrue();
    }
}
