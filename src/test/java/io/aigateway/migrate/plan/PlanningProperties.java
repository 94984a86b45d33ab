package io.aigateway.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/** What holds for any tree, however odd its files. */
class PlanningProperties {

    private static final SourceFacts FACTS = SourceFacts.of(Source.OPENROUTER);
    private static final Target TARGET = Target.at("https://gw.example");

    private Path root = Path.of("");

    @BeforeTry
    void makeAFolder() throws IOException {
        root = Files.createTempDirectory("migrate");
    }

    @AfterTry
    void takeItAway() throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Provide
    Arbitrary<RandomTree> trees() {
        return RandomTree.any();
    }

    @Property(tries = 150)
    void aSecondRunChangesNothing(@ForAll("trees") RandomTree tree, @ForAll boolean aggressive)
            throws IOException {
        // Given
        tree.writeTo(root);
        new Applying(plan(aggressive), false, Disk.ofThisMachine(), (done, all) -> {}).apply();
        Map<String, String> once = RandomTree.read(root);

        // When
        Plan again = plan(aggressive);

        // Then
        assertThat(again.edited()).isEmpty();
        assertThat(RandomTree.read(root)).isEqualTo(once);
    }

    @Property(tries = 150)
    void whatLiesOutsideOfTheEditsIsByteForByteTheSame(@ForAll("trees") RandomTree tree)
            throws IOException {
        // Given
        tree.writeTo(root);
        Map<String, String> before = RandomTree.read(root);
        Plan plan = plan(true);

        // When
        new Applying(plan, false, Disk.ofThisMachine(), (done, all) -> {}).apply();

        // Then
        Map<String, String> expected = new HashMap<>(before);
        for (FilePlan file : plan.edited()) {
            String path = file.file().path().toString();
            expected.put(path, edited(before.get(path), file, plan.migration().choices()));
        }
        assertThat(RandomTree.read(root)).isEqualTo(expected);
    }

    @Property(tries = 60)
    void planningWritesNothing(@ForAll("trees") RandomTree tree) throws IOException {
        // Given
        tree.writeTo(root);
        Map<String, String> before = RandomTree.read(root);

        // When
        plan(true);

        // Then
        assertThat(RandomTree.read(root)).isEqualTo(before);
    }

    @Property(tries = 150)
    void stoppedAtAnyPointEveryFileIsWholeOldOrNew(
            @ForAll("trees") RandomTree tree, @ForAll @IntRange(min = 0, max = 30) int steps)
            throws IOException {
        // Given
        tree.writeTo(root);
        Map<String, String> before = RandomTree.read(root);
        Plan plan = plan(true);
        Map<String, String> after = new HashMap<>();
        for (FilePlan file : plan.edited()) {
            byte[] bytes = file.after(plan.migration().choices()).getBytes(file.file().charset());
            after.put(
                    file.file().path().toString(), new String(bytes, StandardCharsets.ISO_8859_1));
        }

        // When
        boolean stopped = false;
        try {
            new Applying(plan, true, new StoppingDisk(steps), (done, all) -> {}).apply();
        } catch (PowerCut cut) {
            stopped = true;
        }

        // Then
        Map<String, String> now = RandomTree.read(root);
        for (Map.Entry<String, String> file : before.entrySet()) {
            String changed = after.getOrDefault(file.getKey(), file.getValue());
            String is = now.get(file.getKey());
            assertThat(is).isIn(stopped ? List.of(file.getValue(), changed) : List.of(changed));
            boolean kept = now.containsKey(file.getKey() + Applying.BACKUP);
            assertThat(is.equals(file.getValue()) || kept).isTrue();
        }
    }

    /** By hand and on bytes, so that it shares nothing with what is tested. */
    private static String edited(String bytes, FilePlan file, Choices choices) {
        StringBuilder result = new StringBuilder();
        byte[] all = bytes.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(all, file.file().charset());
        int from = 0;
        for (Proposal edit : file.edits(choices)) {
            int start = text.substring(0, edit.start()).getBytes(file.file().charset()).length;
            int end = text.substring(0, edit.end()).getBytes(file.file().charset()).length;
            result.append(bytes, from, start);
            byte[] after = String.valueOf(edit.after()).getBytes(file.file().charset());
            result.append(new String(after, StandardCharsets.ISO_8859_1));
            from = end;
        }
        return result.append(bytes.substring(from)).toString();
    }

    private Plan plan(boolean aggressive) throws IOException {
        Choices choices = new Choices(aggressive, "", Map.of(), true);
        Path out = root.resolve("aigateway");
        return new Planner(root, FACTS, TARGET, choices, TextRewriters.all(), List.of())
                .plan(new Scanner(root, false, false, out).scan(), out, (done, all) -> {});
    }

    private static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A disk that does so many things and then no more; what is half written stays half. */
    private static final class StoppingDisk implements Disk {

        private final Disk real = Disk.ofThisMachine();
        private int left;

        private StoppingDisk(int left) {
            this.left = left;
        }

        @Override
        public synchronized void write(Path file, byte[] bytes, @Nullable Path like)
                throws IOException {
            if (left-- <= 0) {
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                throw new PowerCut();
            }
            real.write(file, bytes, like);
        }

        @Override
        public synchronized boolean link(Path name, Path file) throws IOException {
            if (left-- <= 0) {
                throw new PowerCut();
            }
            return left % 2 == 0 && real.link(name, file);
        }

        @Override
        public synchronized void replace(Path file, Path by) throws IOException {
            if (left-- <= 0) {
                throw new PowerCut();
            }
            real.replace(file, by);
        }

        @Override
        public synchronized void delete(Path file) throws IOException {
            if (left > 0) {
                real.delete(file);
            }
        }
    }
}
