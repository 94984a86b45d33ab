package io.aigateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller learns who uses a method that a path does not take. */
class AllowedMethodsTest {

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

    @Test
    void areAllThoseOfTheRoutesOnThePath() {
        // Given
        String path = "/v1/keys/key_1";

        // When
        HttpResponse<String> answer = gateway.call("PUT", path, "{}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("DELETE, GET, PATCH");
    }
}
