package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route is entered by a call that succeeds, as Camel itself counts them: whoever adds a route
 * adds a call to it here.
 */
class RouteCoverageTest {

    private static final String CHAT =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String MODELS =
            """
            models:
              - {id: demo/echo, provider: demo}
              - {id: demo/embed, provider: demo, capabilities: [embeddings]}
              - {id: one/m, provider: one}
              - {id: two/m, provider: two}
              - {id: acme/echo, route: "log:acme-echo", price: {per-call: 0.01}}
            """;

    /** Which route each template was made into by the calls below. */
    private static final Map<String, String> MADE_FROM_TEMPLATES =
            Map.of(
                    "demo", "provider-demo",
                    "openai", "provider-one",
                    "anthropic", "provider-two",
                    "camel", "model-acme-echo");

    @TempDir static Path folder;
    static TwoWires upstream;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void callEveryRoute() throws IOException {
        upstream = new TwoWires();
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(
                                "providers.yaml",
                                upstream.providers(),
                                "models.yaml",
                                MODELS,
                                "rules.yaml",
                                "rules:\n  - {model: hedged, failover: [slow/m, one/m], hedge-after: 50ms}\n"),
                        Map.of(
                                "camel.main.jmx-enabled",
                                "true",
                                "gateway.webhooks.allow-private",
                                "true",
                                "gateway.secret-key",
                                "a passphrase for this test"));
        callModels();
        embed();
        look();
        manage();
        storeKeys();
        tellEvents();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void everyRouteIsEntered() {
        // Given
        ManagedCamelContext counted = counted();

        // When
        awaitEntered(counted, "reload-config");
        awaitEntered(counted, "forget-idle-scopes");
        awaitEntered(counted, "deliver-events");
        awaitEntered(counted, "send-webhook");
        awaitEntered(counted, "sweep-reservations");
        awaitEntered(counted, "reconcile-ledger");
        Set<String> neverEntered = new TreeSet<>();
        context().getRoutes().stream()
                .map(route -> route.getRouteId())
                .filter(id -> entered(counted, id) == 0)
                .forEach(neverEntered::add);

        // Then
        assertThat(context().getRoutes()).hasSizeGreaterThan(50);
        assertThat(neverEntered).isEmpty();
    }

    private static ManagedCamelContext counted() {
        return context().getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
    }

    /** Routes that are entered by the clock, or by other threads. */
    private static void awaitEntered(ManagedCamelContext counted, String route) {
        for (int look = 0; look < 100 && entered(counted, route) == 0; look++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void everyTemplateIsMadeIntoARouteThatIsEntered() {
        // Given
        ModelCamelContext model = (ModelCamelContext) context();

        // When
        Set<String> templates =
                model.getRouteTemplateDefinitions().stream()
                        .map(template -> template.getId())
                        .collect(Collectors.toSet());

        // Then
        assertThat(templates).isEqualTo(MADE_FROM_TEMPLATES.keySet());
        assertThat(MADE_FROM_TEMPLATES.values())
                .allSatisfy(id -> assertThat(context().getRoute(id)).as(id).isNotNull());
    }

    private static void callModels() {
        for (String model : new String[] {"demo/echo", "one/m", "two/m", "acme/echo", "hedged"}) {
            ok(gateway.post("/v1/chat/completions", CHAT.formatted(model)));
        }
        ok(gateway.post("/v1/completions", "{\"model\":\"demo/echo\",\"prompt\":\"Hello\"}"));
        ok(gateway.post("/v1/embeddings", "{\"model\":\"demo/embed\",\"input\":\"Hello\"}"));
    }

    /** As an application does that embeds the routes. */
    private static void embed() {
        Object answer =
                context()
                        .createProducerTemplate()
                        .requestBodyAndHeader(
                                "direct:chat",
                                CHAT.formatted("demo/echo"),
                                "Authorization",
                                "Bearer " + gateway.adminKey());
        assertThat(new String((byte[]) answer, StandardCharsets.UTF_8)).contains("chat.completion");
    }

    private static void look() {
        for (String path :
                new String[] {
                    "/health/live",
                    "/health/ready",
                    "/metrics",
                    "/v1/health/providers",
                    "/v1/health/config",
                    "/v1/ledger/verify",
                    "/v1/models",
                    "/v1/models/demo/echo",
                    "/v1/usage/by-day",
                    "/v1/usage/by-key",
                    "/v1/usage/by-model",
                    "/v1/usage/by-provider",
                    "/v1/usage/by-sub-account",
                    "/v1/usage/by-tag",
                    "/v1/usage/recent",
                }) {
            ok(gateway.get(path));
        }
        String recent =
                GatewayUnderTest.json(gateway.get("/v1/usage/recent"))
                        .at("/data/0/request_id")
                        .asText();
        ok(gateway.get("/v1/usage/" + recent));
    }

    private static void manage() {
        String key = manage("/v1/keys", "{\"name\":\"k\"}", "{\"name\":\"other\"}");
        ok(gateway.post(key + "/rotate", ""));
        ok(gateway.call("DELETE", key, ""));
        String account = manage("/v1/sub-accounts", "{\"name\":\"a\"}", "{\"name\":\"other\"}");
        ok(gateway.get(account + "/usage"));
        ok(gateway.call("DELETE", account, ""));
        String budget =
                manage(
                        "/v1/budgets",
                        "{\"tag\":\"t\",\"monthly_cap_cents\":100}",
                        "{\"cap_cents\":200}");
        ok(gateway.call("DELETE", budget, ""));
    }

    private static void storeKeys() {
        String path = "/v1/provider-keys";
        HttpResponse<String> made =
                ok(gateway.post(path, "{\"provider\":\"one\",\"key\":\"sk-own\"}"));
        ok(gateway.get(path));
        String id = GatewayUnderTest.json(made).path("id").asText();
        ok(gateway.call("DELETE", path + "/" + id, ""));
        ok(gateway.post("/v1/credits", "{\"amount_cents\":100}"));
        ok(gateway.get("/v1/balance"));
    }

    /** The timer that sends what is due is entered by itself. */
    private static void tellEvents() {
        HttpResponse<String> made =
                ok(
                        gateway.post(
                                "/v1/webhooks",
                                "{\"url\":\"https://127.0.0.1:9/\",\"events\":[\"*\"]}"));
        String key = manage("/v1/keys", "{\"name\":\"k\"}", "{\"name\":\"other\"}");
        ok(gateway.post(key + "/rotate", ""));
        ok(gateway.get("/v1/webhooks"));
        ok(gateway.get("/v1/webhook-secret"));
        ok(gateway.post("/v1/webhook-secret/rotate", ""));
        ok(gateway.post("/v1/webhooks/deliveries/" + awaitDelivery() + "/replay", ""));
        awaitEntered(counted(), "send-webhook");
        ok(
                gateway.call(
                        "DELETE",
                        "/v1/webhooks/" + GatewayUnderTest.json(made).path("id").asText(),
                        ""));
    }

    private static String awaitDelivery() {
        String path = "/v1/webhooks/deliveries?status=pending";
        for (int look = 0; look < 200; look++) {
            String id = GatewayUnderTest.json(ok(gateway.get(path))).at("/data/0/id").asText();
            if (!id.isEmpty()) {
                return id;
            }
            LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
        }
        throw new AssertionError("no delivery was made");
    }

    /** Creates, lists, shows and changes one; answers its path. */
    private static String manage(String path, String body, String change) {
        HttpResponse<String> made = ok(gateway.post(path, body));
        String one = path + "/" + GatewayUnderTest.json(made).path("id").asText();
        ok(gateway.get(path));
        ok(gateway.get(one));
        ok(gateway.call("PATCH", one, change));
        return one;
    }

    private static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.request(), answer.body())
                .isBetween(200, 299);
        return answer;
    }

    private static long entered(ManagedCamelContext counted, String routeId) {
        try {
            return counted.getManagedRoute(routeId).getExchangesTotal();
        } catch (Exception notCounted) {
            throw new IllegalStateException("Camel does not count " + routeId, notCounted);
        }
    }

    private static CamelContext context() {
        return gateway.gateway().context();
    }
}
