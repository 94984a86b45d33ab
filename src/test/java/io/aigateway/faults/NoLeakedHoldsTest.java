package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.UpstreamFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever step of a call fails inside the gateway, nothing stays reserved. */
@Tag("M6")
@Tag("I2")
class NoLeakedHoldsTest {

    private static final Pattern STEP = Pattern.compile("(?m)^( +)- to:\\n +id: (to-[a-z-]+)\\n");

    @TempDir static Path folder;
    static FakeProvider provider;
    static GatewayUnderTest gateway;
    static Till till;

    @BeforeAll
    static void start() throws IOException {
        provider = FakeProvider.openAi();
        OwnRoutes routes = OwnRoutes.in(folder.resolve("routes"));
        String call = "pipeline/call.camel.yaml";
        routes.with(call, stumbling(routes.read(call)));
        gateway =
                GatewayUnderTest.started(
                        Files.createDirectory(folder.resolve("gateway")),
                        UpstreamFiles.create().openAi("openai", provider).files(),
                        Map.of(),
                        routes.folder());
        till = new Till(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    /** Before each step of a call, one that may fail. */
    private static String stumbling(String call) {
        return STEP.matcher(call)
                .replaceAll(
                        "$1- bean:\n$1    beanType: "
                                + Stumble.class.getName()
                                + "\n$1    method: \"at(\\${variable.call}, '$2')\"\n$0");
    }

    static Stream<String> steps() throws IOException {
        String call = Files.readString(Path.of("routes/pipeline/call.camel.yaml"));
        List<String> steps = STEP.matcher(call).results().map(found -> found.group(2)).toList();
        assertThat(steps).contains("to-authenticate", "to-call-model", "to-settle");
        return steps.stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whenAStepFails(String step) {
        // Given
        JsonNode ofTag = till.budget("'tag':'%s'".formatted(step), "1000");
        JsonNode ofAll = till.budget("'account':true", "100000");

        // When
        HttpResponse<String> answer =
                gateway.post(
                        "/v1/chat/completions",
                        "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}",
                        Stumble.HEADER,
                        step,
                        "x-aig-tag",
                        step);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(till.reserved(ofTag)).isZero();
        assertThat(till.reserved(ofAll)).isZero();
    }
}
