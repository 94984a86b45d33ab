package io.aigateway.provider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Call;
import io.aigateway.provider.CallTokens;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * Embeddings that depend on the text alone: unit vectors drawn from its hash. They mean nothing,
 * and never change.
 */
final class DemoEmbeddings {

    private static final int USUAL_DIMENSIONS = 256;

    private DemoEmbeddings() {}

    static ObjectNode of(Call call, CallTokens counter) {
        ObjectNode body = call.request().body();
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = reply.putArray("data");
        JsonNode input = body.path("input");
        boolean one = input.isTextual() || input.path(0).isNumber();
        int count = one ? 1 : input.size();
        for (int i = 0; i < count; i++) {
            JsonNode text = one ? input : input.get(i);
            ObjectNode row = data.addObject().put("object", "embedding").put("index", i);
            put(
                    row,
                    vector(text.toString(), body.path("dimensions").asInt(USUAL_DIMENSIONS)),
                    body);
        }
        reply.put("model", call.candidate().model().id());
        long tokens = counter.prompt(call, call.candidate()).tokens();
        reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return reply;
    }

    private static void put(ObjectNode row, float[] vector, ObjectNode body) {
        if (body.path("encoding_format").asText().equals("base64")) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : vector) {
                bytes.putFloat(value);
            }
            row.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        ArrayNode values = row.putArray("embedding");
        for (float value : vector) {
            values.add(value);
        }
    }

    private static float[] vector(String text, int dimensions) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        float[] vector = new float[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (random.nextDouble() * 2 - 1);
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return vector;
    }
}
