package io.aigateway.provider.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Json;
import io.aigateway.money.Usage;
import io.aigateway.provider.CallTokens;
import io.aigateway.provider.Chunks;
import io.aigateway.provider.LastUserMessage;
import io.aigateway.provider.ModelLimitsOf;
import io.aigateway.stream.SseWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;

/**
 * A model inside the gateway: the same question always gets the same answer, which says that it is
 * a demo. Its tokens are really counted, it streams, and it keeps to {@code max_tokens}.
 */
public final class DemoModel {

    private static final int LONGEST_QUOTE = 400;

    private final CallTokens tokens;
    private final Duration pause;

    /**
     * A demo model.
     *
     * @param pause how long it thinks before each word of a stream
     */
    public DemoModel(CallTokens tokens, Duration pause) {
        this.tokens = tokens;
        this.pause = pause;
    }

    /** The answer's bytes, as a provider of the OpenAI wire would send them. */
    public InputStream answer(@Variable("call") Call call) {
        if (call.request().api() == Api.EMBEDDINGS) {
            return new ByteArrayInputStream(Json.bytes(DemoEmbeddings.of(call, tokens)));
        }
        List<String> words = words(call);
        List<String> said = within(limit(call), words, call);
        String finish = said.size() < words.size() ? "length" : "stop";
        String text = String.join("", said);
        Usage usage =
                Usage.of(
                        tokens.prompt(call, call.candidate()).likely(),
                        tokens.text(call.candidate(), text));
        Chunks chunks = new Chunks(call);
        return call.request().stream()
                ? new PacedEvents(events(chunks, said, finish, usage), pause)
                : new ByteArrayInputStream(Json.bytes(chunks.whole(text, finish, usage)));
    }

    private static List<String> words(Call call) {
        String question = LastUserMessage.in(call.request()).strip();
        String quote =
                question.length() > LONGEST_QUOTE
                        ? question.substring(0, LONGEST_QUOTE) + " …"
                        : question;
        String text =
                "This is the demo model of AIgateway: it answers without any provider. You said: \""
                        + quote
                        + "\"";
        return List.of(text.split("(?<=\\s)"));
    }

    /**
     * As many words as the limit pays for; counted one by one they are at least as many tokens as
     * together.
     */
    private List<String> within(long limit, List<String> words, Call call) {
        List<String> said = new ArrayList<>();
        long used = 0;
        for (String word : words) {
            used += tokens.text(call.candidate(), word);
            if (used > limit) {
                break;
            }
            said.add(word);
        }
        return said;
    }

    private static long limit(Call call) {
        ObjectNode body = call.request().body();
        if (call.holds().capped()) {
            return WorstCase.outputLimit(body, ModelLimitsOf.model(call, call.candidate().model()));
        }
        return body.path("max_completion_tokens")
                .asLong(body.path("max_tokens").asLong(Long.MAX_VALUE));
    }

    private static List<byte[]> events(
            Chunks chunks, List<String> words, String finish, Usage usage) {
        List<byte[]> events = new ArrayList<>();
        words.forEach(word -> events.add(SseWriter.event(chunks.chunk(word, null))));
        events.add(SseWriter.event(chunks.chunk("", finish)));
        events.add(SseWriter.event(chunks.usageChunk(usage)));
        events.add(SseWriter.done());
        return events;
    }
}
