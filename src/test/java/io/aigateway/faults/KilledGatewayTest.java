package io.aigateway.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.LoadOfCalls;
import io.aigateway.fixture.RecordsOnDisk;
import io.aigateway.fixture.RecordsOnDisk.OnDisk;
import io.aigateway.fixture.UpstreamFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is killed under load, again and again, over one data folder: what it has recorded
 * is compared with what the provider says it served. {@code -Daig.kills=100} kills it so often;
 * {@code -Daig.seed=…} repeats the moments.
 */
class KilledGatewayTest {

    private static final long SEED = Long.getLong("aig.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("aig.kills", 0);
    private static final Duration USUAL_TIME = Duration.ofSeconds(20);
    private static final int CALLERS = 8;

    private final Path folder;
    private final FakeProvider provider = FakeProvider.openAi();
    private final Map<String, String> files =
            UpstreamFiles.create().openAi("openai", provider).files();
    private final Random random = new Random(SEED);
    private final Set<String> answered = new HashSet<>();

    KilledGatewayTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    @Tag("D1")
    void everyCallThatWasServedIsChargedOnceHoweverOftenTheGatewayIsKilled() {
        // Given
        long end = System.nanoTime() + USUAL_TIME.toNanos();
        int kills = 0;

        // When
        while (KILLS > 0 ? kills < KILLS : System.nanoTime() < end) {
            killUnderLoad("k" + kills);
            kills++;
        }

        // Then
        List<OnDisk> records = recordsAfterAStart();
        System.out.printf(
                "seed %d: %d kills, %d calls served, %d answered with usage, %d records, %d"
                        + " unconfirmed%n",
                SEED,
                kills,
                provider.requests().size(),
                answered.size(),
                records.size(),
                records.stream().filter(OnDisk::unconfirmed).count());
        assertChargedOnce(records);
    }

    @Test
    @Tag("D7")
    void aGatewayThatIsKilledWhileItRecoversChargesNothingTwice() {
        // Given
        killUnderLoad("first");

        // When
        for (int i = 0; i < 4; i++) {
            try (GatewayProcess gateway = begin()) {
                pause(random.nextInt(1_500));
                gateway.kill();
            }
        }

        // Then
        List<OnDisk> records = recordsAfterAStart();
        assertChargedOnce(records);
        assertThat(recordsAfterAStart()).isEqualTo(records);
    }

    private void killUnderLoad(String name) {
        try (GatewayProcess gateway = begin()) {
            String url = gateway.baseUrl();
            LoadOfCalls load =
                    LoadOfCalls.begin(CALLERS, url, gateway.adminKey(), "openai/chat", name);
            load.awaitAnswers(CALLERS);
            pause(random.nextInt(400));
            gateway.kill();
            load.awaitEnd();
            assertThat(load.otherStatuses()).isEmpty();
            answered.addAll(load.answered());
        }
    }

    private List<OnDisk> recordsAfterAStart() {
        try (GatewayProcess gateway = begin()) {
            assertThat(gateway.baseUrl()).startsWith("http");
            List<OnDisk> records = RecordsOnDisk.of(folder.resolve("data"));
            assertThat(gateway.stop()).isZero();
            return records;
        }
    }

    private void assertChargedOnce(List<OnDisk> records) {
        Map<String, Long> times = records.stream().collect(groupingBy(OnDisk::tag, counting()));
        assertThat(times.values()).as("records of one call (seed %d)", SEED).containsOnly(1L);
        Map<String, OnDisk> byTag =
                records.stream().collect(toMap(OnDisk::tag, record -> record, (a, b) -> a));
        Set<String> served = new HashSet<>();
        provider.requests().forEach(request -> served.add(LoadOfCalls.tagOf(request)));
        assertThat(byTag.keySet()).as("calls charged (seed %d)", SEED).containsAll(served);
        assertThat(byTag.keySet()).containsAll(answered);
        long exact = exactNanos();
        assertThat(answered)
                .allSatisfy(
                        tag -> {
                            OnDisk record = byTag.get(tag);
                            assertThat(record.nanos()).as(tag).isGreaterThanOrEqualTo(exact);
                            // A stream is settled after its last byte: a kill may come in between.
                            assertThat(record.unconfirmed() && !record.stream()).isFalse();
                        });
        assertThat(records)
                .allSatisfy(
                        record -> {
                            if (record.unconfirmed()) {
                                assertThat(record.nanos()).isGreaterThanOrEqualTo(exact);
                            } else {
                                assertThat(record.nanos()).isEqualTo(exact);
                            }
                        });
    }

    /** Every call has as many words and gets the same answer. */
    private long exactNanos() {
        long calls = provider.requests().size();
        return provider.inputTokens() / calls * UpstreamFiles.NANOS_PER_INPUT_TOKEN
                + provider.outputTokens() / calls * UpstreamFiles.NANOS_PER_OUTPUT_TOKEN;
    }

    private GatewayProcess begin() {
        return GatewayProcess.in(folder).with(files).begin();
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
