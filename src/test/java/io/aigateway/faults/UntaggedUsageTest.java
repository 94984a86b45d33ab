package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls without a tag are usage too. */
class UntaggedUsageTest {

    private static final String CHAT =
            "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}";

    @Test
    void hasALineOfItsOwnInTheReportByTag(@TempDir Path folder) {
        // Given
        try (Bench bench = Bench.started(folder)) {
            String own =
                    GatewayUnderTest.json(
                                    bench.gateway().post("/v1/sub-accounts", "{\"name\":\"A\"}"))
                            .path("key")
                            .asText();
            for (int i = 0; i < 3; i++) {
                bench.gateway().postAs(own, "/v1/chat/completions", CHAT);
            }
            bench.gateway().post("/v1/chat/completions", CHAT);
            bench.gateway().post("/v1/chat/completions", CHAT, "x-aig-tag", "batch");

            // When
            JsonNode all = byTag(bench.gateway(), bench.gateway().adminKey());
            JsonNode ofOne = byTag(bench.gateway(), own);
            String csv = bench.gateway().get("/v1/usage/by-tag", "Accept", "text/csv").body();

            // Then
            assertThat(all).hasSize(2);
            assertThat(all.get(0).path("label").asText()).isEqualTo("(no tag)");
            assertThat(all.get(0).path("tag").isNull()).isTrue();
            assertThat(all.get(0).path("requests").asInt()).isEqualTo(4);
            assertThat(all.get(0).path("input_tokens").asInt()).isEqualTo(4 * 4);
            assertThat(all.get(1).path("tag").asText()).isEqualTo("batch");
            assertThat(ofOne).hasSize(1);
            assertThat(ofOne.get(0).path("label").asText()).isEqualTo("(no tag)");
            assertThat(ofOne.get(0).path("requests").asInt()).isEqualTo(3);
            assertThat(csv).contains("\r\n(no tag),4,16,24,0.0064\r\n");
        }
    }

    private static JsonNode byTag(GatewayUnderTest gateway, String key) {
        return GatewayUnderTest.json(gateway.getAs(key, "/v1/usage/by-tag")).path("data");
    }
}
