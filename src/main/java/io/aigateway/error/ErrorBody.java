package io.aigateway.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * The body of an error in the shape of OpenAI's API: {@code
 * {"error":{"message","type","param","code"}}}.
 */
public final class ErrorBody {

    private ErrorBody() {}

    /** The body as JSON text in UTF-8. */
    public static byte[] of(GatewayError error) {
        return json(error).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The body as a tree. */
    public static ObjectNode json(GatewayError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode inner = body.putObject("error");
        inner.put("message", error.message());
        inner.put("type", error.type());
        inner.put("param", error.param());
        inner.put("code", error.status());
        return body;
    }
}
