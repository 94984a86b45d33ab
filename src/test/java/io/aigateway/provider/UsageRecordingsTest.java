package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.money.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageRecordingsTest {

    @ParameterizedTest
    @CsvSource({
        "groq,false",
        "xai,true",
        "xai,false",
        "mistral,false",
        "perplexity,false",
        "deepseek,false",
        "alibaba,false",
        "openai-compatible,true",
    })
    void readsEveryRecordedUsageSoThatItAddsUp(String provider, boolean reasoningOutside) {
        // Given
        List<JsonNode> recorded = recordedWithUsage("vercel-ai/" + provider);

        for (JsonNode reply : recorded) {
            // When
            Optional<Usage> usage = UsageReader.in(reply, reasoningOutside);

            // Then
            assertThat(usage)
                    .as(reply.path("usage").toString())
                    .map(Usage::total)
                    .contains(reply.at("/usage/total_tokens").asLong());
        }
        assertThat(recorded).isNotEmpty();
    }

    private static List<JsonNode> recordedWithUsage(String folder) {
        List<JsonNode> found = new ArrayList<>();
        Recordings.in(folder, ".json").forEach(file -> add(Recordings.text(file), found));
        Recordings.in(folder, ".chunks.txt")
                .forEach(file -> Recordings.text(file).lines().forEach(line -> add(line, found)));
        return found;
    }

    private static void add(String json, List<JsonNode> found) {
        if (json.startsWith("{")) {
            JsonNode node = Json.of(json);
            if (node.at("/usage/prompt_tokens").isNumber()) {
                found.add(node);
            }
        }
    }
}
