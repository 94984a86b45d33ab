package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.Crowd.Got;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Figures;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.ProcessFigures;
import io.aigateway.fixture.RawCaller;
import io.aigateway.fixture.UpstreamFiles;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes a process of its own and minutes: {@code mvn -Plong verify}. */
@Tag("long")
class LongRunsTest {

    private static final long MEGABYTE = 1 << 20;
    private static final String CHAT =
            "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";

    @TempDir Path folder;
    FakeProvider provider;

    @BeforeEach
    void start() {
        provider = FakeProvider.openAi();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    @Tag("O3")
    void fiveHundredCallsASecondThatEachTakeASecondAndAHalfFitIntoHalfAGigabyte() {
        // Given
        try (GatewayProcess gateway = gateway().option("-Xmx512m").started()) {
            String url = gateway.baseUrl();
            String key = gateway.adminKey();
            Crowd.atRate(100, Duration.ofSeconds(10), () -> begin(url, key));
            provider.thinkingFor(Duration.ofMillis(1_500));

            // When
            List<Got> got = Crowd.atRate(500, Duration.ofSeconds(30), () -> begin(url, key));

            // Then
            ProcessFigures after = gateway.figures();
            Figures.keep(
                    "O3",
                    "%,d calls at 500 a second, 1.5 s each at the provider, heap 512 MB: %,d answered, %,d refused with 503, %,d lost; p50 %d ms, p99 %d ms; %d MB resident afterwards",
                    got.size(),
                    Crowd.count(got, 200),
                    Crowd.count(got, 503),
                    Crowd.count(got, 0),
                    Crowd.within(got, 0.5).toMillis(),
                    Crowd.within(got, 0.99).toMillis(),
                    after.residentBytes() / MEGABYTE);
            assertThat(got).allMatch(one -> one.status() == 200 || one.status() == 503);
            assertThat(Crowd.count(got, 200)).isGreaterThan(got.size() * 9L / 10);
            assertThat(gateway.runs()).isTrue();
        }
    }

    @Test
    @Tag("O5")
    void tenThousandConnectionsWithoutARequestDoNotSlowTheOthersDown() {
        // Given
        try (GatewayProcess gateway =
                gateway()
                        .option("-Xmx384m")
                        .setting(
                                "gateway.http.idle-timeout = 10m",
                                "gateway.http.head-timeout = 10m")
                        .started()) {
            String url = gateway.baseUrl();
            String key = gateway.adminKey();
            int port = gateway.port();
            Crowd.inTurn(500, () -> begin(url, key).join());
            List<Got> before = Crowd.inTurn(300, () -> begin(url, key).join());
            ProcessFigures empty = gateway.figures();
            List<RawCaller> idle = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                idle.add(RawCaller.to(port));
            }

            // When
            List<Got> during = Crowd.inTurn(300, () -> begin(url, key).join());

            // Then
            ProcessFigures full = gateway.figures();
            idle.forEach(RawCaller::close);
            Figures.keep(
                    "O5",
                    "10,000 connections without a request: p50 of the others %.1f ms, before %.1f ms; %,d open files; %.1f KB of live heap and %.1f KB of memory a connection; %d threads, before %d",
                    millis(Crowd.median(during)),
                    millis(Crowd.median(before)),
                    full.openFiles(),
                    (full.liveBytes() - empty.liveBytes()) / 10_000.0 / 1024,
                    (full.residentBytes() - empty.residentBytes()) / 10_000.0 / 1024,
                    full.threads(),
                    empty.threads());
            assertThat(during).allMatch(got -> got.status() == 200);
            assertThat(full.openFiles()).isGreaterThan(10_000);
            assertThat(Crowd.median(during))
                    .isLessThan(Crowd.median(before).multipliedBy(3).plusMillis(20));
            assertThat(full.threads()).isLessThan(empty.threads() + 50);
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private GatewayProcess.Draft gateway() {
        UpstreamFiles files = UpstreamFiles.create().waiting("60s").openAi("openai", provider);
        return GatewayProcess.in(folder).with(files.files());
    }

    private static CompletableFuture<HttpResponse<String>> begin(String url, String key) {
        return Crowd.begin(url, key, CHAT);
    }
}
