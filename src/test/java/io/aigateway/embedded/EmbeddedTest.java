package io.aigateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.camel.RouteFolders;
import io.aigateway.usage.RecentCalls;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes inside an application that is no gateway: one jar, no HTTP server. */
class EmbeddedTest {

    private static final String KEY = "sk-aig-of-the-host-application";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MODELS =
            """
            models:
              - id: demo/echo
                provider: demo
              - id: acme/legal
                route: direct:legal-answers
                price: {per-call: 0.01}
            """;
    private static final String RULES = "rules: []\n";

    @TempDir static Path config;
    static CamelContext host;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(config.resolve("models.yaml"), MODELS);
        Files.writeString(config.resolve("rules.yaml"), RULES);
        host =
                HostApplication.started(
                        Map.of("gateway.admin-key", KEY, "gateway.config-dir", config.toString()));
    }

    @AfterAll
    static void stop() {
        host.stop();
    }

    @Test
    void answersACall() throws IOException {
        // Given
        String body = request("demo/echo", false);

        // When
        Exchange answer = ask(host, body);

        // Then
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(json(answer).at("/choices/0/message/content").asText()).contains("Hello");
    }

    @Test
    void givesAStreamAsOneBody() {
        // Given
        String body = request("demo/echo", true);

        // When
        Exchange answer = ask(host, body);

        // Then
        assertThat(answer.getMessage().getHeader("Content-Type")).isEqualTo("text/event-stream");
        assertThat(answer.getMessage().getBody(String.class))
                .startsWith("data: {")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void tellsAnErrorInTheBody() throws IOException {
        // Given
        String body = request("demo/ecco", false);

        // When
        Exchange answer = ask(host, body);

        // Then
        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(404);
        assertThat(json(answer).at("/error/type").asText()).isEqualTo("model_not_found");
    }

    @Test
    void refusesACallWithoutTheKey() throws IOException {
        // Given
        String body = request("demo/echo", false);

        // When
        Exchange answer =
                host.createProducerTemplate().request("direct:chat", in -> in.getIn().setBody(body));

        // Then
        assertThat(json(answer).at("/error/code").asInt()).isEqualTo(401);
    }

    @Test
    void leavesTheErrorsOfTheHostAlone() {
        // Given
        var template = host.createProducerTemplate();

        // When
        Throwable thrown = catchThrowable(() -> template.requestBody("direct:own-trouble", "x"));

        // Then
        assertThat(thrown).hasRootCauseMessage("the host's own trouble");
    }

    @Test
    void letsARouteOfTheHostBeAModelThatIsPricedAndRecorded() throws IOException {
        // Given
        String body = request("acme/legal", false);

        // When
        Exchange answer = ask(host, body);

        // Then
        assertThat(json(answer).at("/choices/0/message/content").asText())
                .isEqualTo("Ask a lawyer about: Hello");
        assertThat(answer.getMessage().getHeader("X-Cost-Cents")).isEqualTo("1");
    }

    @Test
    void servesNoHttp() {
        // Given
        var registry = host.getRegistry();

        // When
        var servers = registry.findByType(Vertx.class);

        // Then
        assertThat(servers).isEmpty();
        assertThat(host.getRoutes()).noneMatch(r -> r.getEndpoint().getEndpointUri().startsWith("platform-http"));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("vert.x-acceptor"));
    }

    @Test
    void isLoadedByAnIncludePatternAlone() throws Exception {
        // Given
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.main.routes-include-pattern", RouteFolders.embedded());
        main.addInitialProperty("gateway.admin-key", KEY);
        main.start();

        // When
        Exchange answer = ask(main.getCamelContext(), request("demo/echo", false));
        main.stop();
        main.shutdown();

        // Then
        assertThat(json(answer).at("/choices/0/message/content").asText()).contains("Hello");
    }

    private static Exchange ask(CamelContext context, String body) {
        return context.createProducerTemplate()
                .request(
                        "direct:chat",
                        exchange -> {
                            exchange.getIn().setHeader("Authorization", "Bearer " + KEY);
                            exchange.getIn().setBody(body);
                        });
    }

    private static String request(String model, boolean stream) {
        return MAPPER.createObjectNode()
                .put("model", model)
                .put("stream", stream)
                .set("messages", MAPPER.createArrayNode().add(MAPPER.createObjectNode().put("role", "user").put("content", "Hello")))
                .toString();
    }

    private static JsonNode json(Exchange answer) throws IOException {
        return MAPPER.readTree(answer.getMessage().getBody(byte[].class));
    }
}
