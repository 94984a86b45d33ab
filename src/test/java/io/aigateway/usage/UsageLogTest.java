package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.Journal;
import io.aigateway.store.JournalTerms;
import io.aigateway.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageLogTest {

    private static final int THREADS = 8;
    private static final int EACH = 2_000;

    private final Path folder;

    UsageLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsBackExactlyWhatWasRecorded() {
        // Given
        UsageRecord whole =
                new UsageRecord(
                        "req_1",
                        Instant.parse("2026-11-20T10:00:00.123Z"),
                        new Caller("key_1", "sa_1", List.of("a", "b", "a")),
                        new Served(
                                "smart",
                                "anthropic/claude-opus-4.7",
                                "anthropic",
                                List.of(
                                        attempt("openai", "timeout", 7, Attempt.HEDGE),
                                        attempt("anthropic", "success", 11, Attempt.RESCUE))),
                        200,
                        new Usage(100, 10, 20, 5, 50, 40, true),
                        new Cost("2026-11-01", new Money(123_456_789), new Money(1)),
                        new Timing(1_500, 400L),
                        EnumSet.allOf(Mark.class));
        UsageRecord bare =
                new UsageRecord(
                        "req_2",
                        Instant.EPOCH,
                        Caller.UNKNOWN,
                        Served.byNobody("nothing"),
                        401,
                        Usage.NONE,
                        Cost.NONE,
                        new Timing(0, null),
                        EnumSet.noneOf(Mark.class));
        try (Database database = Database.inMemory();
                UsageLog log = new UsageLog(database)) {

            // When
            log.append(whole);
            log.appendAndWait(bare);

            // Then
            RecentCalls calls = new RecentCalls(database);
            assertThat(calls.byRequestId("req_1", null)).isEqualTo(whole);
            assertThat(calls.byRequestId("req_2", null)).isEqualTo(bare);
        }
    }

    @Test
    void countsEveryCallOfManyThreadsOnce() throws InterruptedException {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            UsageLog log = new UsageLog(database, Journal.inMemory(), 64, Duration.ofMinutes(1));
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                threads.add(appending(log, t, go));
            }

            // When
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            log.close();

            // Then
            long calls = (long) THREADS * EACH;
            Sums expected = new Sums(calls * (calls - 1) / 2, calls, calls * 10, calls * 5);
            assertThat(sums(database, Dimension.ACCOUNT, "")).isEqualTo(expected);
            assertThat(sums(database, Dimension.TAG, "all")).isEqualTo(expected);
            assertThat(sums(database, Dimension.TAG, "thread-3").requests()).isEqualTo(EACH);
            assertThat(rows(database)).isEqualTo(calls);
        }
    }

    @Test
    @Tag("I2")
    void countsARepeatedRecordOnce() {
        // Given
        try (Database database = Database.inMemory();
                UsageLog log = new UsageLog(database)) {
            UsageRecord call = Calls.call("req_1", Calls.NOVEMBER, 7, "a");
            CompletableFuture<Boolean> first = log.append(call);
            CompletableFuture<Boolean> sameBatchOrNext = log.append(call);

            // When
            boolean added = log.appendAndWait(call);

            // Then
            assertThat(added).isFalse();
            assertThat(first.join()).isTrue();
            assertThat(sameBatchOrNext.join()).isFalse();
            assertThat(sums(database, Dimension.TAG, "a")).isEqualTo(new Sums(7, 1, 10, 5));
        }
    }

    @Test
    @Tag("D1")
    void aKilledProcessLosesNothingThatWasCommitted() throws IOException {
        // Given
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Path data = folder.resolve("data");
        try (Database database = Database.open(data, Durability.NORMAL);
                UsageLog log = new UsageLog(database)) {
            for (int i = 0; i < 500; i++) {
                log.append(Calls.call("req_" + i, Calls.NOVEMBER, i, "a"));
            }
            log.flush();

            // When
            copyAll(data, copy);
        }

        // Then
        try (Database database = Database.open(copy, Durability.NORMAL);
                UsageLog log = new UsageLog(database)) {
            log.appendAndWait(Calls.call("req_500", Calls.NOVEMBER, 500, "a"));
            assertThat(rows(database)).isEqualTo(501);
            assertThat(sums(database, Dimension.TAG, "a").nanos()).isEqualTo(501 * 500 / 2);
        }
    }

    @Test
    void writesWhatIsQueuedWhenItIsClosed() {
        // Given
        try (Database database = Database.inMemory()) {
            UsageLog log = new UsageLog(database);
            List<CompletableFuture<Boolean>> written = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                written.add(log.append(Calls.call("req_" + i, Calls.NOVEMBER, 1, "a")));
            }

            // When
            log.close();

            // Then
            assertThat(written).allSatisfy(w -> assertThat(w).isCompletedWithValue(true));
            assertThat(rows(database)).isEqualTo(1_000);
            assertThatThrownBy(() -> log.append(Calls.call("req_x", Calls.NOVEMBER, 1)))
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aRecordThatTheDatabaseRefusesDoesNotTakeOthersWithIt() {
        // Given
        try (Database database = Database.inMemory();
                UsageLog log = new UsageLog(database)) {
            database.write(
                    sql ->
                            sql.update(
                                    "create trigger refuse before insert on usage_record when"
                                            + " new.request_id = 'bad' begin select raise(abort,"
                                            + " 'no'); end"));
            List<CompletableFuture<Boolean>> good = new ArrayList<>();
            good.add(log.append(Calls.call("req_1", Calls.NOVEMBER, 1, "a")));

            // When
            CompletableFuture<Boolean> bad = log.append(Calls.call("bad", Calls.NOVEMBER, 1, "a"));
            good.add(log.append(Calls.call("req_2", Calls.NOVEMBER, 1, "a")));

            // Then
            log.flush();
            assertThat(bad).isCompletedExceptionally();
            assertThat(good).allSatisfy(w -> assertThat(w).isCompletedWithValue(true));
            assertThat(sums(database, Dimension.TAG, "a").requests()).isEqualTo(2);
        }
    }

    @Test
    @Tag("D4")
    @Tag("O11")
    void goesOnWhenTheDiskHasSpaceAgain() {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL);
                UsageLog log = new UsageLog(database)) {
            log.appendAndWait(Calls.call("req_1", Calls.NOVEMBER, 1, "a"));
            limitPages(database, true);
            List<CompletableFuture<Boolean>> written = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                written.add(log.append(Calls.call("more_" + i, Calls.NOVEMBER, 1, "tag" + i)));
            }
            while (log.healthy()) {
                Thread.onSpinWait();
            }

            // When
            limitPages(database, false);

            // Then
            log.flush();
            assertThat(log.healthy()).isTrue();
            assertThat(written).allSatisfy(w -> assertThat(w).isCompletedWithValue(true));
            assertThat(rows(database)).isEqualTo(601);
        }
    }

    @Test
    @Tag("D4")
    void keepsWhatCostsSomethingHoweverLongTheDatabaseCannotBeWritten() {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            UsageLog log = new UsageLog(database, Journal.inMemory(), 10, Duration.ofMillis(20));
            limitPages(database, true);
            List<CompletableFuture<Boolean>> written = new ArrayList<>();

            // When
            for (int i = 0; i < 2_000; i++) {
                written.add(log.append(Calls.call("req_" + i, Calls.NOVEMBER, 1, "tag" + i)));
            }

            // Then
            limitPages(database, false);
            log.close();
            assertThat(written).allSatisfy(w -> assertThat(w).isCompletedWithValue(true));
            assertThat(log.lost()).isZero();
            assertThat(rows(database)).isEqualTo(2_000);
        }
    }

    @Test
    @Tag("D4")
    void keepsInMemoryWhatNeitherTheJournalNorTheDatabaseTakesAndNoMoreThanItMay() {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            JournalTerms terms = JournalTerms.of(Durability.NORMAL, Duration.ofMillis(50), 10);
            Journal journal = Journal.open(folder, terms, database::force);
            UsageLog log = new UsageLog(database, journal, 1, Duration.ZERO);
            limitPages(database, true);
            log.open(Calls.call("opened", Calls.NOVEMBER, 5, "x".repeat(100_000)));
            journal.close();
            List<CompletableFuture<Boolean>> written = new ArrayList<>();

            // When
            for (int i = 0; i < 9; i++) {
                assertThat(log.takePlace("req_" + i)).isTrue();
                written.add(log.append(Calls.call("req_" + i, Calls.NOVEMBER, 1, "tag" + i)));
            }
            boolean oneMore = log.takePlace("req_9");

            // Then
            assertThat(oneMore).isFalse();
            written.add(log.append(Calls.call("opened", Calls.NOVEMBER, 4, "a")));
            limitPages(database, false);
            log.flush();
            assertThat(written).allSatisfy(w -> assertThat(w).isCompletedWithValue(true));
            assertThat(log.lost()).isZero();
            assertThat(log.takePlace("req_9")).isTrue();
            log.close();
        }
    }

    @Test
    @Tag("D4")
    void nobodyWaitsForADiskThatFails() {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL);
                UsageLog log = new UsageLog(database)) {
            log.append(Calls.call("req_1", Calls.NOVEMBER, 1, "a"));
            assertThat(log.flushUnlessFailing()).isTrue();
            assertThat(rows(database)).isEqualTo(1);
            limitPages(database, true);
            log.append(Calls.call("req_2", Calls.NOVEMBER, 1, "x".repeat(100_000)));

            // When
            boolean flushed = log.flushUnlessFailing();

            // Then
            assertThat(flushed).isFalse();
            limitPages(database, false);
            log.flush();
            assertThat(log.flushUnlessFailing()).isTrue();
        }
    }

    @Test
    @Tag("D4")
    void countsTheFreeCallsItCouldNotKeep() {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            UsageLog log = new UsageLog(database, Journal.inMemory(), 10, Duration.ofMillis(20));
            limitPages(database, true);
            log.append(Calls.call("req_1", Calls.NOVEMBER, 1, "x".repeat(100_000)));
            while (log.healthy()) {
                Thread.onSpinWait();
            }

            // When
            List<CompletableFuture<Boolean>> written = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                written.add(log.append(Calls.call("free_" + i, Calls.NOVEMBER, 0, "tag" + i)));
            }

            // Then
            limitPages(database, false);
            log.close();
            assertThat(log.lost()).isBetween(1_900L, 1_999L);
            assertThat(rows(database)).isEqualTo(2_001 - log.lost());
            assertThat(written.stream().filter(w -> w.isCompletedExceptionally()))
                    .hasSize((int) log.lost());
        }
    }

    @Test
    @Tag("A10")
    void textsThatLookLikeSqlAreOnlyTexts() {
        // Given
        String evil = "x');drop/**/table/**/usage_record;--";
        try (Database database = Database.inMemory();
                UsageLog log = new UsageLog(database)) {

            // When
            log.appendAndWait(Calls.call(evil, Calls.NOVEMBER, 3, evil));

            // Then
            assertThat(sums(database, Dimension.TAG, evil).nanos()).isEqualTo(3);
            assertThat(
                            new RecentCalls(database)
                                    .list(10, new CallFilter("' or 1=1 --", null, evil, evil)))
                    .isEmpty();
        }
    }

    /** A disk that is full, as SQLite sees it: the file may not grow beyond its present pages. */
    private static void limitPages(Database database, boolean full) {
        database.write(
                sql -> {
                    long pages =
                            sql.row("pragma page_count", row -> row.number("page_count"))
                                    .orElse(0L);
                    sql.rows(
                            "pragma max_page_count = " + (full ? pages : 1_000_000),
                            row -> row.number("max_page_count"));
                    return pages;
                });
    }

    private static Thread appending(UsageLog log, int thread, CountDownLatch go) {
        Thread appender =
                new Thread(
                        () -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            for (int i = 0; i < EACH; i++) {
                                long number = (long) thread * EACH + i;
                                log.append(
                                        Calls.call(
                                                "req_" + number,
                                                Calls.NOVEMBER.plusSeconds(number * 60),
                                                number,
                                                "all",
                                                "thread-" + thread));
                            }
                        });
        appender.start();
        return appender;
    }

    private static Sums sums(Database database, Dimension dimension, String id) {
        TimeRange always = new TimeRange(Instant.EPOCH, Instant.MAX);
        return database.read(sql -> new SumQueries(dimension, id, null).totalOver(sql, always));
    }

    private static long rows(Database database) {
        return database.read(
                        sql ->
                                sql.row(
                                        "select count(*) as n from usage_record",
                                        row -> row.number("n")))
                .orElseThrow();
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private static Attempt attempt(String provider, String outcome, long nanos, String kind) {
        return new Attempt(provider, "m", 200, outcome, 9, nanos, 3, 4, "2026-11-01", kind);
    }
}
