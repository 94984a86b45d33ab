package io.aigateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A running gateway's HTTP API. Whatever goes wrong is a {@link CommandFailure}. */
final class GatewayApi {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    // The longest that a gateway lets one provider call take (providers.yaml, timeouts.total).
    private static final Duration MODEL_ANSWER = Duration.ofMinutes(10);

    private final Connection connection;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    GatewayApi(Connection connection) {
        this.connection = connection;
    }

    /** What GET answers. */
    JsonNode get(String path) {
        return json(send(request(path).GET().timeout(ANSWER)));
    }

    /** What GET answers to who wants CSV. */
    String csv(String path) {
        HttpResponse<InputStream> response =
                send(request(path).header("Accept", "text/csv").GET().timeout(ANSWER));
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** What POST answers to this body. */
    JsonNode post(String path, JsonNode body) {
        return json(send(posting(path, body).timeout(ANSWER)));
    }

    /** What DELETE answers; the missing node when it answers nothing. */
    JsonNode delete(String path) {
        return json(send(request(path).DELETE().timeout(ANSWER)));
    }

    /**
     * Sends a chat call and hands over the answer before it is complete. The caller closes the
     * body.
     *
     * @param tag the value of {@code x-aig-tag}; empty for none
     */
    HttpResponse<InputStream> chat(JsonNode body, String tag) {
        HttpRequest.Builder request = posting("/v1/chat/completions", body).timeout(MODEL_ANSWER);
        if (!tag.isEmpty()) {
            request.header("x-aig-tag", tag);
        }
        return send(request);
    }

    /** Reads a body to its end as JSON. */
    JsonNode json(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return Json.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw CommandFailure.no(
                    connection.base()
                            + " answered something that is not JSON: is AIGATEWAY_BASE_URL the"
                            + " address of an AIgateway?");
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The failure to tell when the connection broke. */
    CommandFailure broken(IOException cause) {
        return CommandFailure.no(
                "the connection to " + connection.base() + " broke: " + cause.getMessage());
    }

    private HttpRequest.Builder posting(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(body), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(connection.address(path))
                        .header("User-Agent", "aigateway-cli/" + Aig.version());
        if (connection.key() != null) {
            request.header("Authorization", "Bearer " + connection.key());
        }
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = exchanged(request.build());
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(response, connection);
        }
        return response;
    }

    private HttpResponse<InputStream> exchanged(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw unreachable();
        } catch (HttpTimeoutException e) {
            throw CommandFailure.no(connection.base() + " did not answer in time");
        } catch (IOException e) {
            throw broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.no("interrupted while waiting for " + connection.base());
        }
    }

    private CommandFailure unreachable() {
        return CommandFailure.no(
                "no gateway answers at "
                        + connection.base()
                        + ": start it with 'aig up', or set AIGATEWAY_BASE_URL to where it runs");
    }
}
