package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.rules.RouteFiles.RouteFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every management path with every kind of key. The paths are read from the route files: whoever
 * adds one adds its row.
 */
@Tag("A11")
class ManagementAccessTest {

    private static final String HTTP = "platform-http:";

    /** What a sub-account's key gets: its own data, or nothing; what another key gets is 403. */
    private enum For {
        ADMINS,
        OWN_DATA,
        OWN_DATA_BY_ID,
        /** A sub-account's key adds to its own; an empty body is a mistake. */
        OWN_DATA_TO_ADD
    }

    private static final Map<String, For> ROWS =
            Map.ofEntries(
                    Map.entry("budgets-change", For.ADMINS),
                    Map.entry("budgets-create", For.ADMINS),
                    Map.entry("budgets-delete", For.ADMINS),
                    Map.entry("budgets-list", For.ADMINS),
                    Map.entry("budgets-show", For.ADMINS),
                    Map.entry("deliveries-list", For.ADMINS),
                    Map.entry("deliveries-replay", For.ADMINS),
                    Map.entry("keys-change", For.ADMINS),
                    Map.entry("keys-create", For.ADMINS),
                    Map.entry("keys-delete", For.ADMINS),
                    Map.entry("keys-list", For.OWN_DATA),
                    Map.entry("keys-rotate", For.ADMINS),
                    Map.entry("keys-show", For.OWN_DATA_BY_ID),
                    Map.entry("balance-show", For.ADMINS),
                    Map.entry("credits-create", For.ADMINS),
                    Map.entry("provider-keys-create", For.OWN_DATA_TO_ADD),
                    Map.entry("provider-keys-delete", For.OWN_DATA_BY_ID),
                    Map.entry("provider-keys-list", For.OWN_DATA),
                    Map.entry("sub-accounts-change", For.ADMINS),
                    Map.entry("sub-accounts-create", For.ADMINS),
                    Map.entry("sub-accounts-delete", For.ADMINS),
                    Map.entry("sub-accounts-list", For.OWN_DATA),
                    Map.entry("sub-accounts-show", For.OWN_DATA_BY_ID),
                    Map.entry("sub-accounts-usage", For.OWN_DATA_BY_ID),
                    Map.entry("usage-by-day", For.OWN_DATA),
                    Map.entry("usage-by-key", For.OWN_DATA),
                    Map.entry("usage-by-model", For.OWN_DATA),
                    Map.entry("usage-by-provider", For.OWN_DATA),
                    Map.entry("usage-by-sub-account", For.OWN_DATA),
                    Map.entry("usage-by-tag", For.OWN_DATA),
                    Map.entry("ledger-verify", For.ADMINS),
                    Map.entry("usage-recent", For.OWN_DATA),
                    Map.entry("usage-record", For.OWN_DATA_BY_ID),
                    Map.entry("webhook-secret-rotate", For.ADMINS),
                    Map.entry("webhook-secret-show", For.ADMINS),
                    Map.entry("webhooks-create", For.ADMINS),
                    Map.entry("webhooks-delete", For.ADMINS),
                    Map.entry("webhooks-list", For.ADMINS));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    static GatewayUnderTest gateway;
    static String userKey;
    static String subAccountKey;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.started(folder);
        userKey = create("/v1/keys", "{\"name\":\"user\"}");
        subAccountKey = create("/v1/sub-accounts", "{\"name\":\"tenant\"}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static List<RouteFile> managed() {
        return RouteFiles.all().stream()
                .filter(file -> file.folder().equals("admin"))
                .filter(file -> uri(file).startsWith(HTTP))
                .toList();
    }

    @Test
    void everyManagementPathHasARow() {
        // Given
        Set<String> rows = ROWS.keySet();

        // When
        Set<String> paths = managed().stream().map(RouteFile::stem).collect(Collectors.toSet());

        // Then
        assertThat(rows).isEqualTo(paths);
    }

    @ParameterizedTest
    @MethodSource("managed")
    void isClosedWithoutAKeyOrWithAnUnknownOne(RouteFile path) throws Exception {
        // Given
        HttpRequest.Builder request = request(path);

        // When
        int without = status(request);
        int unknown = status(request.setHeader("Authorization", "Bearer sk-aig-unknown"));

        // Then
        assertThat(without).isEqualTo(401);
        assertThat(unknown).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("managed")
    void isForbiddenToAKeyThatManagesNothing(RouteFile path) throws Exception {
        // Given
        HttpRequest.Builder request = request(path);

        // When
        int status = status(request.setHeader("Authorization", "Bearer " + userKey));

        // Then
        assertThat(status).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("managed")
    void showsASubAccountOnlyWhatIsItsOwn(RouteFile path) throws Exception {
        // Given
        int expected =
                switch (ROWS.get(path.stem())) {
                    case ADMINS -> 403;
                    case OWN_DATA -> 200;
                    case OWN_DATA_BY_ID -> 404;
                    case OWN_DATA_TO_ADD -> 400;
                };

        // When
        int status = status(request(path).setHeader("Authorization", "Bearer " + subAccountKey));

        // Then
        assertThat(status).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("managed")
    void isOpenToAnAdmin(RouteFile path) throws Exception {
        // Given
        HttpRequest.Builder request = request(path);

        // When
        int status = status(request.setHeader("Authorization", "Bearer " + gateway.adminKey()));

        // Then
        assertThat(status).isIn(200, 201, 400, 404);
    }

    /** The id of what is somebody else's; of most kinds there is none. */
    private static String foreignId(String uri) {
        for (String kind : List.of("keys", "sub-accounts")) {
            if (uri.startsWith(HTTP + "/v1/" + kind + "/")) {
                HttpResponse<String> made = gateway.post("/v1/" + kind, "{\"name\":\"other\"}");
                return GatewayUnderTest.json(made).path("id").asText();
            }
        }
        return "of_another";
    }

    /** A request with somebody else's id, or none, and an empty body. */
    private static HttpRequest.Builder request(RouteFile file) {
        String path =
                uri(file).substring(HTTP.length()).replaceAll("\\{[a-z_]+}", foreignId(uri(file)));
        String method = file.routes().get(0).at("/from/parameters/httpMethodRestrict").asText();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{}"));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String uri(RouteFile file) {
        return file.routes().get(0).at("/from/uri").asText();
    }

    private static String create(String path, String body) {
        HttpResponse<String> made = gateway.post(path, body);
        JsonNode key = GatewayUnderTest.json(made).path("key");
        return key.asText();
    }
}
