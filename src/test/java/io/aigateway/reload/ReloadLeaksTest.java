package io.aigateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.aigateway.camel.Retirement;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Figures;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LoadSize;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.UpstreamFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind when routes, templates and tables are edited again and again. */
class ReloadLeaksTest {

    private static final String ROUTE = "pipeline/read-tags.camel.yaml";
    private static final String TEMPLATE = "providers/openai.camel.yaml";
    private static final String CHAT =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final int FIRST_EDITS = LoadSize.of(4, 20);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir static Path folder;
    static FakeProvider provider;
    static OwnRoutes routes;
    static GatewayUnderTest gateway;
    static String template;
    static String models;

    /** What there is at one moment. */
    private record Held(int routes, int endpoints, int classes, int threads, long openFiles) {}

    @BeforeAll
    static void start() {
        provider = FakeProvider.openAi();
        routes = OwnRoutes.in(folder.resolve("routes"));
        template = routes.read(TEMPLATE);
        Map<String, String> files = UpstreamFiles.create().openAi("openai", provider).files();
        models = files.get("models.yaml");
        gateway = GatewayUnderTest.started(folder, files, Map.of(), routes.folder());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    @Tag("H4")
    @Tag("load")
    void areNothingButWhatIsInService() throws IOException {
        // Given
        int edits = LoadSize.of(8, 100);
        for (int i = 1; i <= FIRST_EDITS; i++) {
            editAll(i);
        }
        Held before = held();

        // When
        for (int i = 1; i <= edits; i++) {
            editAll(FIRST_EDITS + i);
        }

        // Then
        Held after = held();
        Figures.keep(
                "H4",
                "%d edits of a route, a template and the models, each with a call: before %s, after %s",
                edits,
                before,
                after);
        assertThat(after.routes).isLessThanOrEqualTo(before.routes);
        assertThat(after.endpoints).isLessThanOrEqualTo(before.endpoints + 5);
        assertThat(after.classes).isLessThan(before.classes + LoadSize.of(200, 60));
        assertThat(after.threads).isLessThan(before.threads + 15);
        assertThat(after.openFiles).isLessThan(before.openFiles + 15);
    }

    /** Edits a route, a template and the models, waits until all are in force, and calls. */
    private static void editAll(int number) throws IOException {
        CamelContext context = gateway.gateway().context();
        routes.with(ROUTE, routes.read(ROUTE) + "# edit\n");
        routes.with(
                TEMPLATE, template.replace("circuit breaker.", "circuit breaker; edit " + number));
        Files.writeString(
                folder.resolve("config/models.yaml"),
                models
                        + "  - {id: openai/edit-%d, price: {input: 1, output: 2}}\n"
                                .formatted(number));
        await(() -> context.getRoute("read-tags-" + number) != null);
        await(() -> ask("openai/edit-" + number) == 200);
    }

    /** Once everything that was replaced is gone. */
    private static Held held() {
        CamelContext context = gateway.gateway().context();
        int[] last = {Integer.MAX_VALUE};
        await(
                () -> {
                    int now = context.getRoutes().size();
                    boolean settled = now == last[0] && waiting() == 0;
                    last[0] = now;
                    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                    return settled;
                });
        System.gc();
        return new Held(
                context.getRoutes().size(),
                context.getEndpoints().size(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles());
    }

    private static int waiting() {
        return gateway.gateway()
                .context()
                .getRegistry()
                .lookupByNameAndType("retirement", Retirement.class)
                .waiting();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? os.getOpenFileDescriptorCount()
                : 0;
    }

    private static int ask(String model) {
        return Crowd.ask(gateway.baseUrl(), gateway.adminKey(), CHAT.formatted(model)).statusCode();
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
