package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.budget.TokenCounter;
import io.aigateway.budget.Tokenizer;
import io.aigateway.money.Usage;
import io.aigateway.provider.anthropic.AnthropicReplies;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How far the gateway's own count of an answer is from what its provider counted. Recordings hold
 * answers and their usage; what was asked is not recorded with them, so prompts are not compared.
 */
class RecordedEstimatesTest {

    private static final List<String> OPENAI_LIKE =
            List.of(
                    "groq",
                    "xai",
                    "mistral",
                    "perplexity",
                    "deepseek",
                    "alibaba",
                    "openai",
                    "azure",
                    "moonshotai",
                    "togetherai",
                    "openai-compatible");

    /** Whose recorded streams hold the first and last chunks alone. */
    private static final Set<String> ONLY_SOME_CHUNKS = Set.of("perplexity", "xai");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenCounter COUNTER = new TokenCounter();

    @Test
    void isSeldomBelowAndNotFarAbove() {
        // Given
        List<Compared> all = new ArrayList<>(ofAnthropic());
        OPENAI_LIKE.forEach(name -> all.addAll(ofProvider(name)));

        // When
        List<Double> ratios = all.stream().map(Compared::ratio).sorted().toList();
        double median = ratios.get(ratios.size() / 2);
        long below = all.stream().filter(one -> one.counted() < one.real()).count();
        all.forEach(System.out::println);
        System.out.printf(
                "%d answers, %d counted too low, median %.2f%n", all.size(), below, median);

        // Then
        assertThat(median).isBetween(1.0, 1.3);
        assertThat((double) below / all.size()).isLessThan(0.01);
    }

    private static List<Compared> ofProvider(String name) {
        List<Compared> found = new ArrayList<>();
        Recordings.in("vercel-ai/" + name, ".json")
                .forEach(
                        file -> {
                            String text = Recordings.text(file);
                            if (text.startsWith("{")) {
                                compare(name, file.getFileName().toString(), List.of(Json.of(text)))
                                        .ifPresent(found::add);
                            }
                        });
        Recordings.in("vercel-ai/" + name, ".chunks.txt").stream()
                .filter(file -> !ONLY_SOME_CHUNKS.contains(name))
                .forEach(
                        file ->
                                compare(
                                                name,
                                                file.getFileName().toString(),
                                                chunks(Recordings.text(file)))
                                        .ifPresent(found::add));
        return found;
    }

    private static List<Compared> ofAnthropic() {
        AnthropicReplies replies = new AnthropicReplies(Clock.systemUTC());
        List<Compared> found = new ArrayList<>();
        for (Path file : Recordings.in("vercel-ai/anthropic", ".json")) {
            JsonNode reply = Json.of(Recordings.text(file));
            boolean text = reply.at("/content/0/type").asText().matches("text|tool_use|thinking");
            boolean only =
                    !reply.toString().contains("server_tool_use\",")
                            && !reply.toString().contains("iterations");
            if (text && only && reply.path("usage").has("output_tokens")) {
                compare(
                                "anthropic",
                                file.getFileName().toString(),
                                List.of(replies.completion(reply)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Some recordings have lines that are cut. */
    private static List<JsonNode> chunks(String text) {
        return text.lines().map(RecordedEstimatesTest::chunk).filter(JsonNode::isObject).toList();
    }

    private static JsonNode chunk(String line) {
        try {
            return JSON.readTree(line.startsWith("{") ? line : "0");
        } catch (JsonProcessingException cut) {
            return JSON.missingNode();
        }
    }

    private static Optional<Compared> compare(String provider, String file, List<JsonNode> parts) {
        Generated generated = new Generated();
        Optional<Usage> told = Optional.empty();
        for (JsonNode part : parts) {
            part.path("choices").forEach(generated::add);
            Optional<Usage> newest = UsageReader.in(part, provider.equals("xai"));
            told = newest.isPresent() ? newest : told;
        }
        String model = parts.isEmpty() ? "" : parts.get(0).path("model").asText("");
        if (told.isEmpty() || told.get().output() == 0 || generated.isNothing()) {
            return Optional.empty();
        }
        Tokenizer tokenizer = Tokenizer.of(provider, model);
        // Reasoning is often told and not shown: then the rest is compared.
        long reasoning = told.get().reasoning();
        long thoughts = reasoning > 0 ? 0 : count(generated.thoughts(), tokenizer);
        long counted =
                count(generated.texts(), tokenizer)
                        + thoughts
                        + generated.choices() * tokenizer.answer()
                        + generated.toolCalls() * tokenizer.toolCall();
        return Optional.of(
                new Compared(provider, model, file, told.get().output() - reasoning, counted));
    }

    private static long count(Iterable<StringBuilder> texts, Tokenizer tokenizer) {
        long sum = 0;
        for (StringBuilder text : texts) {
            sum += COUNTER.ofText(text.toString(), tokenizer);
        }
        return sum;
    }

    private record Compared(String provider, String model, String file, long real, long counted) {

        double ratio() {
            return (double) counted / real;
        }

        @Override
        public String toString() {
            return "%-18s %-34s %-50s %6d %6d %.2f"
                    .formatted(provider, model, file, real, counted, ratio());
        }
    }
}
