package io.aigateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.Accounts;
import io.aigateway.account.NewKey;
import io.aigateway.camel.RouteFolders;
import io.aigateway.money.Money;
import io.aigateway.usage.Dimension;
import io.aigateway.usage.Line;
import io.aigateway.usage.Sums;
import io.aigateway.usage.UsageLog;
import io.aigateway.usage.UsageReports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes inside an application that is no gateway: one jar, no HTTP server. */
class EmbeddedTest {

    private static final String KEY = "sk-aig-of-the-host-application";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROVIDERS =
            """
            providers:
              - id: demo
                wire: demo
              - id: stub
                wire: openai
                base-url: %s
                api-key: ${NOBODY_SETS_THIS:none-needed}
              - id: broken
                wire: openai
                base-url: %s
                api-key: ${NOBODY_SETS_THIS:none-needed}
            """;
    private static final String MODELS =
            """
            models:
              - id: demo/echo
                provider: demo
              - id: stub/words
                provider: stub
              - id: acme/legal
                route: direct:legal-answers
                price: {per-call: 0.01}
            """;
    private static final String RULES = "rules: []\n";

    @TempDir static Path config;
    static WaitingProvider provider;
    static CamelContext host;

    @BeforeAll
    static void start() throws Exception {
        provider = new WaitingProvider();
        Files.writeString(
                config.resolve("providers.yaml"),
                PROVIDERS.formatted(provider.baseUrl(), provider.brokenUrl()));
        Files.writeString(config.resolve("models.yaml"), MODELS);
        Files.writeString(config.resolve("rules.yaml"), RULES);
        host =
                HostApplication.started(
                        Map.of("gateway.admin-key", KEY, "gateway.config-dir", config.toString()));
    }

    @AfterAll
    static void stop() {
        host.stop();
        provider.close();
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
                host.createProducerTemplate()
                        .request("direct:chat", in -> in.getIn().setBody(body));

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
    void holdsTheBudgetOfAKeyAndRecordsWhatWasUsed() throws IOException {
        // Given
        Accounts accounts = host.getRegistry().lookupByNameAndType("accounts", Accounts.class);
        NewKey capped =
                accounts.keys()
                        .create(
                                (ObjectNode)
                                        MAPPER.readTree(
                                                "{\"name\":\"two answers\",\"spend_cap_cents\":2}"));
        String body = request("acme/legal", false);

        // When
        List<Object> statuses = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            statuses.add(
                    ask(host, capped.secret().reveal(), body, Map.of())
                            .getMessage()
                            .getHeader(Exchange.HTTP_RESPONSE_CODE));
        }

        // Then
        assertThat(statuses).containsExactly(200, 200, 402);
        assertThat(used(Dimension.KEY, capped.key().id()))
                .extracting(Sums::cost)
                .containsExactly(Money.ofCents(new BigDecimal("2")));
    }

    @Test
    void relaysAStreamOfAProviderEventByEventThoughTheHostCachesStreams() throws Exception {
        // Given
        Map<String, Object> variables = Map.of("replyStream", new HostReply(provider));

        // When
        Exchange answer = ask(host, KEY, request("stub/words", true), variables);

        // Then
        assertThat(host.isStreamCaching()).isTrue();
        assertThat(provider.wasReleasedInTime()).isTrue();
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
    }

    @Test
    void recordsAStreamThatWasRelayed() {
        // Given
        String model = "stub/twice";

        // When
        ask(host, KEY, request(model, true), Map.of("replyStream", new HostReply(provider)));

        // Then
        assertThat(used(Dimension.MODEL, model)).extracting(Sums::requests).containsExactly(1L);
    }

    @Test
    void tellsAFailureOfAProvider() throws IOException {
        // Given
        String body = request("broken/words", false);

        // When
        Exchange answer = ask(host, body);

        // Then
        assertThat(json(answer).at("/error/type").asText()).isEqualTo("provider_error");
    }

    @Test
    void servesNoHttp() {
        // Given
        var registry = host.getRegistry();

        // When
        var servers = registry.findByType(Vertx.class);

        // Then
        assertThat(servers).isEmpty();
        assertThat(host.getRoutes())
                .noneMatch(r -> r.getEndpoint().getEndpointUri().startsWith("platform-http"));
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
        return ask(context, KEY, body, Map.of());
    }

    private static Exchange ask(
            CamelContext context, String key, String body, Map<String, Object> variables) {
        return context.createProducerTemplate()
                .request(
                        "direct:chat",
                        exchange -> {
                            variables.forEach(exchange::setVariable);
                            exchange.getIn().setHeader("Authorization", "Bearer " + key);
                            exchange.getIn().setBody(body);
                        });
    }

    private static List<Sums> used(Dimension by, String label) {
        Registry registry = host.getRegistry();
        registry.lookupByNameAndType("usageLog", UsageLog.class).flush();
        UsageReports reports = registry.lookupByNameAndType("usageReports", UsageReports.class);
        return reports.by(by, reports.range(null, null, null), null).stream()
                .filter(line -> line.label().equals(label))
                .map(Line::sums)
                .toList();
    }

    private static String request(String model, boolean stream) {
        JsonNode message = MAPPER.createObjectNode().put("role", "user").put("content", "Hello");
        return MAPPER.createObjectNode()
                .put("model", model)
                .put("stream", stream)
                .set("messages", MAPPER.createArrayNode().add(message))
                .toString();
    }

    private static JsonNode json(Exchange answer) throws IOException {
        return MAPPER.readTree(answer.getMessage().getBody(byte[].class));
    }
}
