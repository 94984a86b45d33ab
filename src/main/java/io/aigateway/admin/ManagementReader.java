package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.Authentication.Known;
import io.aigateway.call.Json;
import io.aigateway.call.WireRequest;
import io.aigateway.error.Errors;
import io.aigateway.pipeline.Authenticator;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Reads a request to the management surface: who asks, for what. */
public final class ManagementReader {

    private final Authenticator authenticator;

    public ManagementReader(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** The request; 401 for an unknown key, 400 for a body that is not a JSON object. */
    public ManagementRequest read(
            @Variable("wireRequest") WireRequest wire,
            @Headers Map<String, Object> headers,
            @Body byte @Nullable [] body) {
        Known caller = authenticator.identify(headers);
        boolean csv = String.valueOf(headers.get("accept")).contains("text/csv");
        return new ManagementRequest(wire, csv, parse(body), caller);
    }

    private static ObjectNode parse(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (Json.readStrict(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw Errors.invalidBody("The request body is not valid JSON.").asException();
        }
        throw Errors.invalidBody("The request body must be a JSON object.").asException();
    }
}
