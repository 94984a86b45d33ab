package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Turns the gateway's error answers into one line for a person. */
final class Refusal {

    private static final int MOST_BYTES_READ = 64 * 1024;

    private Refusal() {}

    /** The failure for an answer whose status is not a success. Reads and closes its body. */
    static CommandFailure of(HttpResponse<InputStream> response, Connection connection) {
        JsonNode error = error(response);
        String message = error.path("message").asText("");
        if (message.isEmpty()) {
            message = connection.address(response.uri().getPath()) + " refused without saying why";
        }
        return CommandFailure.no(message + " (" + circumstances(response, error, connection) + ")");
    }

    /** What an {@code error} object says, with its type. */
    static String sentence(JsonNode error) {
        String message = error.isTextual() ? error.asText() : error.path("message").asText("");
        String type = error.path("type").asText("");
        String said = message.isEmpty() ? "no reason given" : message;
        return type.isEmpty() ? said : said + " (" + type + ")";
    }

    private static String circumstances(
            HttpResponse<InputStream> response, JsonNode error, Connection connection) {
        StringBuilder text = new StringBuilder("HTTP ").append(response.statusCode());
        String type = error.path("type").asText("");
        if (!type.isEmpty()) {
            text.append(' ').append(type);
        }
        response.headers()
                .firstValue("Retry-After")
                .ifPresent(seconds -> text.append("; try again in ").append(seconds).append(" s"));
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            text.append("; ").append(aboutTheKey(connection));
        }
        return text.toString();
    }

    private static String aboutTheKey(Connection connection) {
        return connection.key() == null
                ? "no key was sent: set AIGATEWAY_API_KEY"
                : "the key came from " + connection.keySource();
    }

    private static JsonNode error(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(MOST_BYTES_READ), StandardCharsets.UTF_8);
            return Json.parse(text).path("error");
        } catch (IOException e) {
            // A proxy's HTML page or a broken body: the status alone has to do.
            return Json.object();
        }
    }
}
