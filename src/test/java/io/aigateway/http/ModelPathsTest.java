package io.aigateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of models and the single model, whose id has slashes in it, share a beginning. */
class ModelPathsTest {

    @TempDir static Path folder;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.started(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/models", "/api/v1/models", "/v1/models?all=true"})
    void theBarePathIsTheList(String path) {
        // Given
        String object = "list";

        // When
        HttpResponse<String> answer = gateway.get(path);

        // Then
        assertThat(GatewayUnderTest.json(answer).path("object").asText()).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/demo/echo",
                "/v1/models/demo%2Fecho",
                "/models/demo/echo",
                "/api/v1/models/demo/echo",
            })
    void anIdIsFoundWithARawSlashAndAnEncodedOne(String path) {
        // Given
        String id = "demo/echo";

        // When
        HttpResponse<String> answer = gateway.get(path);

        // Then
        assertThat(GatewayUnderTest.json(answer).path("id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-99-unheard-of", "nobody/a/b/c"})
    void anUnknownIdIsNamedInTheError(String id) {
        // Given
        String path = "/v1/models/" + id;

        // When
        HttpResponse<String> answer = gateway.get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(GatewayUnderTest.json(answer).at("/error/message").asText()).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/v1/nothing/here", "/v1/modelsandmore"})
    void aPathThatNoRouteHasIsNotFound(String path) {
        // Given
        String type = "not_found_error";

        // When
        HttpResponse<String> answer = gateway.get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText()).isEqualTo(type);
    }

    @Test
    void anotherMethodIsToldWhichOnesThereAre() {
        // Given
        String path = "/v1/models/demo/echo";

        // When
        HttpResponse<String> answer = gateway.call("DELETE", path, "");

        // Then
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }
}
