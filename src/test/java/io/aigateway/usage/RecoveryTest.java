package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.Journal;
import io.aigateway.store.JournalTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private final Path data;
    private final Path killed;

    RecoveryTest(@TempDir Path folder) {
        this.data = folder.resolve("data");
        this.killed = folder.resolve("killed");
    }

    @Test
    @Tag("D1")
    void chargesACallWhoseEndWasNotSeenWithWhatWasReserved() throws IOException {
        // Given
        try (Run run = new Run(data)) {
            run.log.open(call("req_1", 900, Mark.UNCONFIRMED));
            copyAll(data, killed);
        }

        // When
        try (Run next = new Run(killed)) {

            // Then
            assertThat(next.calls()).containsExactly(call("req_1", 900, Mark.UNCONFIRMED));
            assertThat(next.spent()).isEqualTo(900);
        }
    }

    @Test
    @Tag("D1")
    void chargesACallThatEndedExactly() throws IOException {
        // Given
        try (Run run = new Run(data)) {
            run.log.open(call("req_1", 900, Mark.UNCONFIRMED));
            run.log.append(call("req_1", 7));
            copyAll(data, killed);
        }

        // When
        try (Run next = new Run(killed)) {

            // Then
            assertThat(next.calls()).containsExactly(call("req_1", 7));
            assertThat(next.spent()).isEqualTo(7);
        }
    }

    @Test
    @Tag("D7")
    void chargesNothingTwiceHoweverOftenItStarts() throws IOException {
        // Given
        try (Run run = new Run(data)) {
            run.log.open(call("req_1", 900, Mark.UNCONFIRMED));
            run.log.append(call("req_2", 7));
            run.log.flush();
            copyAll(data, killed);
        }

        // When
        for (int i = 0; i < 5; i++) {
            Path again = killed.resolveSibling("killed-" + i);
            try (Run next = new Run(i == 0 ? killed : killed.resolveSibling("killed-" + (i - 1)))) {
                copyAll(next.folder, again);
            }
        }

        // Then
        try (Run last = new Run(killed.resolveSibling("killed-4"))) {
            assertThat(last.calls()).hasSize(2);
            assertThat(last.spent()).isEqualTo(907);
            assertThat(new RollupAudit(last.database).differences()).isEmpty();
        }
    }

    @Test
    void leavesNoJournalBehindWhenItEndsInOrder() throws IOException {
        // Given
        Run run = new Run(data);
        run.log.append(call("req_1", 7));

        // When
        run.close();

        // Then
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("journal"));
        }
    }

    @Test
    void readsBackEveryPartOfARecord() {
        // Given
        UsageRecord whole =
                new UsageRecord(
                        "req_1",
                        Instant.parse("2026-11-20T10:00:00.123Z"),
                        new Caller("key_1", null, List.of("a", "ü\n\"")),
                        new Served("smart", "a/b", "a", List.of()),
                        200,
                        Usage.of(10, 5),
                        new Cost("v1", new Money(123), new Money(4)),
                        new Timing(1_500, 400L),
                        EnumSet.allOf(Mark.class));

        // When
        byte[] text = RecordText.of(whole);

        // Then
        assertThat(RecordText.read(text)).contains(whole);
        assertThat(new String(text, StandardCharsets.UTF_8)).doesNotContain("\n");
    }

    private static UsageRecord call(String id, long nanos, Mark... marks) {
        UsageRecord plain = Calls.call(id, Calls.NOVEMBER, nanos, "a");
        return new UsageRecord(
                plain.requestId(),
                plain.createdAt(),
                plain.caller(),
                plain.served(),
                plain.status(),
                plain.usage(),
                plain.cost(),
                plain.timing(),
                Set.of(marks));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    /** A gateway's books over a data folder, from a start to an end. */
    private static final class Run implements AutoCloseable {

        private final Path folder;
        private final Database database;
        private final UsageLog log;

        Run(Path folder) {
            this.folder = folder;
            this.database = Database.open(folder, Durability.NORMAL);
            JournalTerms terms = JournalTerms.of(Durability.NORMAL, Duration.ofMillis(50));
            this.log = new UsageLog(database, Journal.open(folder, terms, database::force));
        }

        List<UsageRecord> calls() {
            return new RecentCalls(database).list(10, new CallFilter(null, null, null, null));
        }

        long spent() {
            TimeRange always = new TimeRange(Instant.EPOCH, Instant.MAX);
            return database.read(
                            sql -> new SumQueries(Dimension.TAG, "a", null).totalOver(sql, always))
                    .nanos();
        }

        @Override
        public void close() {
            log.close();
            database.close();
        }
    }
}
