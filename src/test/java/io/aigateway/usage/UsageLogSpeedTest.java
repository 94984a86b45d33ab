package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.call.RequestId;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.Journal;
import io.aigateway.store.JournalTerms;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what recording costs a call and the machine; asserts only that it is not wildly more. */
@Tag("speed")
class UsageLogSpeedTest {

    private static final int CALLS = Integer.getInteger("aig.speed.calls", 20_000);
    private static final int WARM_UP = CALLS / 2;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder;

    UsageLogSpeedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aCallIsOpenedAndRecordedInWellUnderAMillisecond() {
        // Given
        Database database = Database.open(folder, Durability.NORMAL);
        JournalTerms terms = JournalTerms.of(Durability.NORMAL, Duration.ofMillis(200));
        Journal journal = Journal.open(folder, terms, database::force);
        try (database;
                UsageLog log = new UsageLog(database, journal)) {
            run(log, WARM_UP);
            log.flush();
            long before = writerNanos();

            // When
            long[] nanos = run(log, CALLS);

            // Then
            log.flush();
            System.out.printf(
                    "open and settled line: p50 %d ns, p99 %d ns; record writer: %d ns CPU a call%n",
                    nanos[CALLS / 2], nanos[CALLS * 99 / 100], (writerNanos() - before) / CALLS);
            assertThat(nanos[CALLS / 2]).isLessThan(1_000_000);
        }
    }

    /** About 4,000 calls a second, as a busy gateway has them. */
    private static long[] run(UsageLog log, int calls) {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            String id = RequestId.fresh();
            UsageRecord open = call(id, i, Set.of(Mark.UNCONFIRMED));
            UsageRecord settled = call(id, i, Set.of());
            long start = System.nanoTime();
            log.open(open);
            log.append(settled);
            nanos[i] = System.nanoTime() - start;
            if (i % 40 == 0) {
                LockSupport.parkNanos(Duration.ofMillis(8).toNanos());
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static UsageRecord call(String id, int number, Set<Mark> marks) {
        UsageRecord plain =
                Calls.call(
                        id,
                        NOON.plusMillis(number / 4),
                        90_000,
                        "key_" + number % 200,
                        number % 2 == 0 ? null : "sa_" + number % 20,
                        200,
                        List.of("prod", "team:" + number % 50));
        return new UsageRecord(
                plain.requestId(),
                plain.createdAt(),
                plain.caller(),
                plain.served(),
                plain.status(),
                plain.usage(),
                plain.cost(),
                plain.timing(),
                marks);
    }

    /** The processor time of the thread that writes to the database. */
    private static long writerNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("usage-log")) {
                return threads.getThreadCpuTime(id);
            }
        }
        return 0;
    }
}
