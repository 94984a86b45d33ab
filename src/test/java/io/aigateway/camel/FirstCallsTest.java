package io.aigateway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.call.Candidate;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.UpstreamFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider's route is made when it is first asked; many may be first asked at one moment. */
class FirstCallsTest {

    private static final int PROVIDERS = 200;
    private static final int CALLERS = 16;

    @TempDir static Path folder;
    static FakeProvider provider;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        provider = FakeProvider.openAi();
        UpstreamFiles files = UpstreamFiles.create();
        for (int i = 0; i <= PROVIDERS; i++) {
            files.openAi("many-" + i, provider);
        }
        gateway = GatewayUnderTest.started(folder, files.files(), Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void waitWhileOtherRoutesAreChanged() {
        // Given
        CamelContext context = gateway.gateway().context();
        CompletableFuture<String> target;
        boolean early;

        // When
        synchronized (context) {
            target = CompletableFuture.supplyAsync(() -> routes().target(candidate(PROVIDERS)));
            early = isDoneWithin(target, 500);
        }

        // Then
        assertThat(early).isFalse();
        assertThat(context.getRoute(target.join())).isNotNull();
    }

    @Test
    void makeTheRoutesOfManyProvidersAtOnce() {
        // Given
        CamelContext context = gateway.gateway().context();
        ProviderRoutes routes = routes();
        List<Candidate> candidates =
                IntStream.range(0, PROVIDERS).mapToObj(this::candidate).toList();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

        // When
        List<CompletableFuture<String>> targets =
                candidates.stream()
                        .map(
                                one ->
                                        CompletableFuture.supplyAsync(
                                                () -> routes.target(one), callers))
                        .toList();

        // Then
        assertThat(targets).allMatch(target -> context.getRoute(target.join()) != null);
        callers.shutdown();
    }

    private static boolean isDoneWithin(CompletableFuture<String> target, long millis) {
        try {
            target.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException waits) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProviderRoutes routes() {
        return gateway.gateway()
                .context()
                .getRegistry()
                .lookupByNameAndType("providerRoutes", ProviderRoutes.class);
    }

    private Candidate candidate(int number) {
        Catalog catalog =
                gateway.gateway()
                        .context()
                        .getRegistry()
                        .lookupByNameAndType("catalog", LiveCatalog.class)
                        .current();
        String id = "many-" + number;
        return new Candidate(
                catalog.models().find(id + "/chat").orElseThrow(),
                catalog.providers().find(id).orElseThrow());
    }
}
