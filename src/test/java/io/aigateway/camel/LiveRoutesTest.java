package io.aigateway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OwnRoutes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind by edits. */
class LiveRoutesTest {

    private static final String FILE = "pipeline/read-tags.camel.yaml";
    private static final int EDITS = 100;
    private static final int ALLOWED = 3;

    @TempDir static Path folder;
    static OwnRoutes routes;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        routes = OwnRoutes.in(folder.resolve("routes"));
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(),
                        Map.of("gateway.routes.reload", "false"),
                        routes.folder());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    @Tag("H4")
    void aHundredEditsLeaveNothingBehind() {
        // Given
        CamelContext context = gateway.gateway().context();
        LiveRoutes live = new LiveRoutes(routes.folder(), context, () -> {});
        String text = routes.read(FILE);
        int routesBefore = context.getRoutes().size();
        int endpointsBefore = context.getEndpoints().size();
        int threadsBefore = Thread.activeCount();

        // When
        for (int edit = 0; edit < EDITS; edit++) {
            routes.with(FILE, text + "# edit " + edit + "\n");
            live.look();
            live.look();
        }

        // Then
        assertThat(context.getRoutes().stream().map(route -> route.getRouteId()))
                .contains("read-tags-" + EDITS);
        awaitFewer(context, routesBefore + ALLOWED);
        assertThat(context.getEndpoints()).hasSizeLessThanOrEqualTo(endpointsBefore + ALLOWED);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threadsBefore + EDITS / 4);
        assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(200);
    }

    private static void awaitFewer(CamelContext context, int most) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (context.getRoutes().size() > most) {
            assertThat(System.nanoTime()).as("old routes remain").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
