package io.aigateway.provider.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Call;
import io.aigateway.call.Json;
import io.aigateway.money.Usage;
import io.aigateway.provider.CallTokens;
import io.aigateway.provider.Chunks;
import io.aigateway.provider.LastUserMessage;
import io.aigateway.provider.ModelLimitsOf;
import io.aigateway.stream.SseWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Lets any Camel endpoint be a model: a text goes in, a text or a whole chat completion comes out.
 */
public final class CamelModel {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CallTokens tokens;

    public CamelModel(CallTokens tokens) {
        this.tokens = tokens;
    }

    /** What the endpoint gets: the text of the last user message. */
    public String prompt(@Variable("call") Call call) {
        return LastUserMessage.in(call.request());
    }

    /**
     * The endpoint's answer as the bytes of a chat completion, streamed when the caller asked for
     * that.
     */
    public byte[] completion(@Variable("call") Call call, @Body @Nullable Object answer) {
        ObjectNode whole = asCompletion(call, answer);
        return call.request().stream() ? asStream(call, whole) : Json.bytes(whole);
    }

    private ObjectNode asCompletion(Call call, @Nullable Object answer) {
        if (answer instanceof ObjectNode node && node.has("choices")) {
            return node;
        }
        if (answer instanceof Map<?, ?> map && map.containsKey("choices")) {
            return MAPPER.convertValue(map, ObjectNode.class);
        }
        String whole = textOf(answer);
        String text = within(limit(call), whole, call);
        Usage usage =
                Usage.of(
                        tokens.prompt(call, call.candidate()).likely(),
                        tokens.text(call.candidate(), text));
        String finish = text.length() < whole.length() ? "length" : "stop";
        return new Chunks(call).whole(text, finish, usage);
    }

    private static long limit(Call call) {
        ObjectNode body = call.request().body();
        return call.holds().capped() || WorstCase.isBounded(body)
                ? WorstCase.outputLimit(body, ModelLimitsOf.model(call, call.candidate().model()))
                : Long.MAX_VALUE;
    }

    /** As much of the text as the limit pays for: an endpoint knows nothing of limits. */
    private String within(long limit, String text, Call call) {
        if (limit == Long.MAX_VALUE || tokens.text(call.candidate(), text) <= limit) {
            return text;
        }
        int good = 0;
        int bad = text.length();
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (tokens.text(call.candidate(), text.substring(0, middle)) <= limit) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        boolean split = good > 0 && Character.isHighSurrogate(text.charAt(good - 1));
        return text.substring(0, split ? good - 1 : good);
    }

    private static String textOf(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return answer == null ? "" : answer.toString();
    }

    private static byte[] asStream(Call call, ObjectNode whole) {
        JsonNode choice = whole.path("choices").path(0);
        JsonNode text = choice.path("message").path("content");
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        Chunks chunks = new Chunks(call);
        events.writeBytes(
                SseWriter.event(chunks.chunk(text.asText(choice.path("text").asText("")), null)));
        ObjectNode last = chunks.chunk("", choice.path("finish_reason").asText("stop"));
        last.set("usage", whole.path("usage"));
        events.writeBytes(SseWriter.event(last));
        events.writeBytes(SseWriter.done());
        return events.toByteArray();
    }
}
