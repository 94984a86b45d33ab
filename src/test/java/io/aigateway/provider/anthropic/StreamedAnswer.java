package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.StreamTranslator;
import io.aigateway.stream.SseEvent;
import io.aigateway.stream.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a client makes of a stream of chunks: the texts and calls put together. */
record StreamedAnswer(
        String content,
        String reasoning,
        List<String> calls,
        List<String> finishReasons,
        List<JsonNode> usages) {

    /** The chunks of a whole stream. */
    static List<ObjectNode> chunks(InputStream in, StreamTranslator translator) throws IOException {
        SseReader reader = new SseReader(in);
        List<ObjectNode> chunks = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            chunks.addAll(translator.chunks(event));
        }
        return chunks;
    }

    /** Puts chunks together; a call reads {@code index id name arguments}. */
    static StreamedAnswer of(List<ObjectNode> chunks) {
        StringBuilder content = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        Map<Integer, StringBuilder> calls = new TreeMap<>();
        List<String> reasons = new ArrayList<>();
        List<JsonNode> usages = new ArrayList<>();
        for (ObjectNode chunk : chunks) {
            JsonNode choice = chunk.at("/choices/0");
            JsonNode delta = choice.path("delta");
            content.append(delta.path("content").asText(""));
            reasoning.append(delta.path("reasoning_content").asText(""));
            delta.path("tool_calls").forEach(call -> add(call, calls));
            if (choice.path("finish_reason").isTextual()) {
                reasons.add(choice.path("finish_reason").asText(""));
            }
            if (chunk.has("usage")) {
                usages.add(chunk.path("usage"));
            }
        }
        List<String> told = calls.values().stream().map(StringBuilder::toString).toList();
        return new StreamedAnswer(content.toString(), reasoning.toString(), told, reasons, usages);
    }

    private static void add(JsonNode call, Map<Integer, StringBuilder> calls) {
        int index = call.path("index").asInt();
        StringBuilder text = calls.computeIfAbsent(index, i -> new StringBuilder().append(i));
        if (call.path("id").isTextual()) {
            text.append(' ').append(call.path("id").asText(""));
            text.append(' ').append(call.at("/function/name").asText("")).append(' ');
        }
        text.append(call.at("/function/arguments").asText(""));
    }
}
