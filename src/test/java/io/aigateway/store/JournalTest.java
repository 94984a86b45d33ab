package io.aigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.fixture.LogCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final Duration EVERY = Duration.ofMillis(5);
    private static final long ANY_SIZE = Long.MAX_VALUE;

    private final Path folder;

    JournalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @Tag("D1")
    void keepsTheLastTextOfEachIdWhenTheProcessIsKilled(Durability durability) {
        // Given
        Journal killed = Journal.open(folder, JournalTerms.of(durability, EVERY), () -> true);
        killed.put("req_1", bytes("{\"opened\":1}"));
        killed.put("req_2", bytes("{\"opened\":2}"));

        // When
        killed.put("req_1", bytes("{\"settled\":1}"));

        // Then
        assertThat(found())
                .containsEntry("req_1", "{\"settled\":1}")
                .containsEntry("req_2", "{\"opened\":2}");
        killed.close();
    }

    @Test
    @Tag("D1")
    void losesNothingOfManyThreadsWhileItsFilesAreChanged() throws Exception {
        // Given
        JournalTerms small = new JournalTerms(Durability.NORMAL, EVERY, 20_000, 10_000, ANY_SIZE);
        Journal journal = Journal.open(folder, small, () -> true);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(writing(journal, t, go));
        }

        // When
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        int left = journal.size();
        // a reader reads what an ended process left: a journal that runs takes its old files away
        journal.close();

        // Then
        assertThat(left).isEqualTo(400);
        Map<String, String> found = found();
        assertThat(found).hasSizeGreaterThanOrEqualTo(400);
        for (int t = 0; t < 4; t++) {
            for (int i = 1_000; i < 1_100; i++) {
                assertThat(found).containsEntry("req_" + t + "_" + i, "settled");
            }
        }
    }

    /** Opens and settles, and forgets all but the last hundred. */
    private static Thread writing(Journal journal, int thread, CountDownLatch go) {
        Thread writer =
                new Thread(
                        () -> {
                            await(go);
                            for (int i = 0; i < 1_100; i++) {
                                String id = "req_" + thread + "_" + i;
                                journal.put(id, bytes("opened"));
                                journal.put(id, bytes("settled"));
                                if (i < 1_000) {
                                    journal.forget(id);
                                }
                            }
                        });
        writer.start();
        return writer;
    }

    @Test
    void neitherFilesNorMemoryGrowWithWhatIsForgotten() throws IOException {
        // Given
        JournalTerms small = new JournalTerms(Durability.NORMAL, EVERY, 50_000, 100, ANY_SIZE);
        Journal journal = Journal.open(folder, small, () -> true);
        int most = 0;

        // When
        for (int i = 0; i < 20_000; i++) {
            journal.put("req_" + i, bytes("x".repeat(200)));
            journal.forget("req_" + i);
            most = i % 500 == 0 ? Math.max(most, files().size()) : most;
        }

        // Then
        assertThat(journal.size()).isZero();
        assertThat(most).isLessThanOrEqualTo(2);
        journal.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void keepsTheOldFileUntilWhatWasForgottenOutlastsAPowerCut() {
        // Given
        AtomicBoolean lasts = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        JournalTerms small = new JournalTerms(Durability.NORMAL, EVERY, 1_000, 100, ANY_SIZE);
        Journal journal =
                Journal.open(
                        folder,
                        small,
                        () -> {
                            asked.incrementAndGet();
                            return lasts.get();
                        });

        // When
        for (int i = 0; i < 100; i++) {
            journal.put("req_" + i, bytes("x".repeat(100)));
            journal.forget("req_" + i);
        }

        // Then
        awaitMore(asked);
        assertThat(found()).hasSize(100);
        lasts.set(true);
        journal.close();
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "8f3a21bc req_9 {\"opened\":9", "\0\0\0\0\0\0\0\0"})
    @Tag("D3")
    void aLastLineThatIsCutShortIsNothingToSpeakOf(String torn) throws IOException {
        // Given
        leave("req_1", "req_2");
        Files.writeString(files().get(0), torn, StandardOpenOption.APPEND);

        // When
        try (LogCapture log = LogCapture.started()) {
            Map<String, String> found = found();

            // Then
            assertThat(found).containsOnlyKeys("req_1", "req_2");
            assertThat(log.text()).doesNotContain("damaged");
        }
    }

    @Test
    @Tag("D3")
    void aDamagedLineIsSetApartAndEverythingElseUsed() throws IOException {
        // Given
        leave("req_1", "req_2", "req_3");
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        // When
        try (LogCapture log = LogCapture.started()) {
            Map<String, String> found = found();

            // Then
            assertThat(found).containsOnlyKeys("req_1", "req_3");
            assertThat(log.text())
                    .containsOnlyOnce("1 of the lines in")
                    .contains("are damaged", ".damaged-");
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(Path::toString))
                    .anySatisfy(name -> assertThat(name).contains(".log.damaged-"));
        }
    }

    @Test
    @Tag("D3")
    void everyPrefixOfAFileCanBeRead() throws IOException {
        // Given
        leave("req_1", "req_2", "req_3");
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length <= whole.length; length++) {
            // When
            Files.write(file, Arrays.copyOf(whole, length));
            Map<String, String> found = found();

            // Then
            assertThat(found.keySet()).isSubsetOf("req_1", "req_2", "req_3");
        }
        assertThat(found()).hasSize(3);
    }

    @Test
    @Tag("D4")
    @Tag("O11")
    void goesOnWhenTheDiskHasSpaceAgain() throws IOException {
        // Given
        AtomicBoolean full = new AtomicBoolean();
        Journal journal = journalOn(full);
        journal.put("req_1", bytes("one"));
        full.set(true);
        assertThatThrownBy(() -> journal.put("req_2", bytes("two")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("No space left");

        // When
        full.set(false);
        journal.put("req_3", bytes("three"));

        // Then
        assertThat(found()).containsOnlyKeys("req_1", "req_3");
        journal.close();
    }

    @Test
    void refusesMoreThanItMayKeep() {
        // Given
        JournalTerms small = new JournalTerms(Durability.NORMAL, EVERY, 1_000, 1, ANY_SIZE);
        try (Journal journal = Journal.open(folder, small, () -> true)) {
            journal.put("req_1", bytes("opened"));

            // When
            assertThatThrownBy(() -> journal.put("req_2", bytes("opened")))

                    // Then
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The journal is full");
            journal.put("req_1", bytes("settled"));
        }
    }

    @Test
    void refusesMoreThanItMayKeepInMemory() {
        // Given
        JournalTerms small = new JournalTerms(Durability.NORMAL, EVERY, 1_000, 100, 500);
        try (Journal journal = Journal.open(folder, small, () -> true)) {
            journal.put("req_1", new byte[1_000]);

            // When
            assertThatThrownBy(() -> journal.put("req_2", bytes("opened")))

                    // Then
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The journal is full");
            journal.put("req_1", bytes("settled"));
            journal.put("req_2", bytes("opened"));
            journal.forget("req_1");
            assertThat(journal.hasRoomBeside(98)).isTrue();
            assertThat(journal.hasRoomBeside(99)).isFalse();
        }
    }

    @Test
    void doesNotWriteEverythingAgainForEachLineWhileNothingIsForgotten() throws IOException {
        // Given
        AtomicLong written = new AtomicLong();
        JournalTerms small = new JournalTerms(Durability.NORMAL, EVERY, 1_000, 10_000, ANY_SIZE);
        try (Journal journal =
                Journal.on(
                        number -> new Counted(SegmentFile.make(folder, number), written), small)) {
            byte[] line = bytes("x".repeat(50));
            long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
            int lines = 0;

            // When
            while (lines < 10_000 && System.nanoTime() < end) {
                journal.put("req_" + lines++, line);
                LockSupport.parkNanos(20_000);
            }

            // Then
            long once = (long) lines * JournalLine.bytes("req_9999", line).length;
            assertThat(written.get()).isLessThan(3 * once);
        }
    }

    @Test
    void anInterruptedCallerStillWrites() {
        // Given
        Journal journal = Journal.open(folder, JournalTerms.of(Durability.FULL, EVERY), () -> true);
        Thread.currentThread().interrupt();

        // When
        journal.put("req_1", bytes("one"));

        // Then
        assertThat(Thread.interrupted()).isTrue();
        journal.put("req_2", bytes("two"));
        assertThat(found()).hasSize(2);
        journal.close();
    }

    private Journal journalOn(AtomicBoolean full) throws IOException {
        return Journal.on(
                number -> new SmallDisk(SegmentFile.make(folder, number), full),
                JournalTerms.of(Durability.NORMAL, EVERY));
    }

    private void leave(String... ids) {
        try (Journal journal =
                Journal.open(folder, JournalTerms.of(Durability.NORMAL, EVERY), () -> false)) {
            for (String id : ids) {
                journal.put(id, bytes("{\"opened\":\"" + id + "\"}"));
            }
        }
    }

    /** What a process that starts now would find. */
    private Map<String, String> found() {
        try {
            Map<String, String> texts = new TreeMap<>();
            JournalReader.read(folder, "now")
                    .forEach((id, text) -> texts.put(id, new String(text, StandardCharsets.UTF_8)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        return SegmentFile.in(folder);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitMore(AtomicInteger counted) {
        int before = counted.get();
        while (counted.get() < before + 2) {
            Thread.onSpinWait();
        }
    }

    /** A file, and how much was written to all of its kind. */
    private record Counted(Segment file, AtomicLong written) implements Segment {

        @Override
        public void append(byte[] bytes) throws IOException {
            written.addAndGet(bytes.length);
            file.append(bytes);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public void delete() throws IOException {
            file.delete();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A file on a disk that is full at times. */
    private record SmallDisk(Segment file, AtomicBoolean full) implements Segment {

        @Override
        public void append(byte[] bytes) throws IOException {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            file.append(bytes);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public void delete() throws IOException {
            file.delete();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
