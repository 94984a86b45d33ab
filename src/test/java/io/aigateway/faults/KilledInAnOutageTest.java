package io.aigateway.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.LoadOfCalls;
import io.aigateway.fixture.RecordsOnDisk;
import io.aigateway.fixture.RecordsOnDisk.OnDisk;
import io.aigateway.fixture.UpstreamFiles;
import io.aigateway.usage.FolderAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed while its database cannot be written. */
@Tag("D1")
@Tag("D4")
class KilledInAnOutageTest {

    private static final String ALLOW = "gateway.budget.when-ledger-is-down = allow";
    private static final int CALLERS = 2;

    /** KiB; SQLite's own library, which is unpacked at the start, is about half of it. */
    private static final int LARGEST = 2_560;

    private static final Pattern NAMED =
            Pattern.compile("that cannot be written down.*request=(req_\\w+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final FakeProvider provider = FakeProvider.openAi();
    private final Map<String, String> files =
            UpstreamFiles.create().openAi("openai", provider).files();

    KilledInAnOutageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void everyCallThatWasLetThroughIsChargedOnceByTheNextStart() throws Exception {
        // Given
        GatewayProcess.Draft draft = GatewayProcess.in(folder).with(files).setting(ALLOW);

        // When
        LoadOfCalls load = killedWhileTheDatabaseIsLocked(draft);

        // Then
        assertThat(load.otherStatuses()).isEmpty();
        assertThat(FolderAudit.of(data()).waiting()).isGreaterThanOrEqualTo(CALLERS);
        assertChargedOnce(recordsAfterAStart(draft), load.answered());
        FolderAudit books = FolderAudit.of(data());
        assertThat(books.ok()).isTrue();
        assertThat(books.waiting()).isZero();
    }

    @Test
    void everyCallThatWasServedBeforeOthersWereRefusedIsChargedOnceByTheNextStart()
            throws Exception {
        // Given
        GatewayProcess.Draft draft = GatewayProcess.in(folder).with(files);

        // When
        LoadOfCalls load = killedWhileTheDatabaseIsLocked(draft);

        // Then
        assertThat(load.otherStatuses()).containsOnly(503);
        assertChargedOnce(recordsAfterAStart(draft), load.answered());
        assertThat(FolderAudit.of(data()).ok()).isTrue();
    }

    @Test
    void onADiskThatIsFullNothingIsLostAsLongAsCallsAreRefused() throws Exception {
        // Given
        GatewayProcess.Draft full = GatewayProcess.in(folder).with(files).largestFile(LARGEST);

        // When
        LoadOfCalls load =
                killedUnderLoad(full, (gateway, calls) -> calls.otherStatuses().contains(503));

        // Then
        assertThat(load.otherStatuses()).containsOnly(503);
        GatewayProcess.Draft next = GatewayProcess.in(folder);
        assertChargedOnce(recordsAfterAStart(next), load.answered());
    }

    @Test
    void onADiskThatIsFullTheLogNamesEachCallThatIsLostBecauseItWasLetThrough() throws Exception {
        // Given
        GatewayProcess.Draft full =
                GatewayProcess.in(folder).with(files).setting(ALLOW).largestFile(LARGEST);

        // When
        LoadOfCalls load =
                killedUnderLoad(full, (gateway, calls) -> named(gateway.log()).size() > CALLERS);

        // Then
        assertThat(load.otherStatuses()).isEmpty();
        Set<String> named = named(Files.readString(folder.resolve("stderr")));
        List<OnDisk> records = recordsAfterAStart(GatewayProcess.in(folder));
        long lost = provider.requests().size() - records.size();
        assertThat(lost).isPositive().isLessThanOrEqualTo(named.size());
        assertThat(records).extracting(OnDisk::tag).doesNotHaveDuplicates();
        assertThat(records).extracting(OnDisk::requestId).doesNotContainAnyElementsOf(named);
        assertThat(FolderAudit.of(data()).ok()).isTrue();
    }

    /** What the log says of calls that nothing else is known of. */
    private static Set<String> named(String log) {
        return NAMED.matcher(log).results().map(found -> found.group(1)).collect(toSet());
    }

    private LoadOfCalls killedUnderLoad(
            GatewayProcess.Draft draft, BiPredicate<GatewayProcess, LoadOfCalls> enough) {
        try (GatewayProcess gateway = draft.started()) {
            LoadOfCalls load = begun(gateway);
            await(() -> enough.test(gateway, load));
            gateway.kill();
            load.awaitEnd();
            return load;
        }
    }

    private static LoadOfCalls begun(GatewayProcess gateway) {
        return LoadOfCalls.begin(
                CALLERS, gateway.baseUrl(), gateway.adminKey(), "openai/chat", "t");
    }

    private static void await(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come to that").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private LoadOfCalls killedWhileTheDatabaseIsLocked(GatewayProcess.Draft draft)
            throws Exception {
        try (GatewayProcess gateway = draft.started();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = other.createStatement()) {
            LoadOfCalls load = begun(gateway);
            load.awaitAnswers(CALLERS);
            statement.execute("pragma busy_timeout = 5000");
            statement.execute("begin immediate");
            await(() -> !isReady(gateway));
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            gateway.kill();
            load.awaitEnd();
            statement.execute("rollback");
            return load;
        }
    }

    private static boolean isReady(GatewayProcess gateway) {
        URI ready = URI.create("http://127.0.0.1:" + gateway.port() + "/health/ready");
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<OnDisk> recordsAfterAStart(GatewayProcess.Draft draft) {
        try (GatewayProcess gateway = draft.started()) {
            List<OnDisk> records = RecordsOnDisk.of(data());
            assertThat(gateway.stop()).isZero();
            return records;
        }
    }

    /** Every call has as many words and gets the same answer; a refused one costs nothing. */
    private void assertChargedOnce(List<OnDisk> records, Set<String> answered) {
        Map<String, Long> charged =
                records.stream()
                        .filter(record -> record.nanos() > 0)
                        .collect(groupingBy(OnDisk::tag, counting()));
        assertThat(charged.values()).containsOnly(1L);
        Set<String> served = new HashSet<>();
        provider.requests().forEach(request -> served.add(LoadOfCalls.tagOf(request)));
        assertThat(charged.keySet()).containsAll(served).containsAll(answered);
        long calls = provider.requests().size();
        long exact =
                provider.inputTokens() / calls * UpstreamFiles.NANOS_PER_INPUT_TOKEN
                        + provider.outputTokens() / calls * UpstreamFiles.NANOS_PER_OUTPUT_TOKEN;
        assertThat(records)
                .filteredOn(record -> record.nanos() > 0)
                .allSatisfy(
                        record -> {
                            if (record.unconfirmed()) {
                                assertThat(record.nanos()).isGreaterThanOrEqualTo(exact);
                            } else {
                                assertThat(record.nanos()).isEqualTo(exact);
                            }
                        });
        assertThat(records).filteredOn(OnDisk::unconfirmed).hasSizeLessThanOrEqualTo(CALLERS);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path database() {
        return data().resolve("aigateway.db");
    }
}
