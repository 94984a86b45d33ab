package io.aigateway.migrate.plan;

import io.aigateway.migrate.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does what a plan says. Each file is written whole beside the old one and put in its place: who
 * stops it at any point finds every file as it was or as it shall be.
 */
public final class Applying {

    /** What the name of an original ends with. */
    public static final String BACKUP = ".aig-migrate.bak";

    private static final String HALF = ".aig-migrate.tmp";

    private final Plan plan;
    private final boolean backups;
    private final Disk disk;
    private final Progress progress;

    /**
     * Applies a plan.
     *
     * @param backups whether originals are kept
     * @param progress told of each file that is done; by several threads
     */
    public Applying(Plan plan, boolean backups, Disk disk, Progress progress) {
        this.plan = plan;
        this.backups = backups;
        this.disk = disk;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param files how many files were edited
     * @param edits how many edits that were
     * @param written documents of converted configuration
     * @param left files that somebody changed since they were looked at, and documents that exist
     *     already and differ: they stay as they are
     */
    public record Applied(int files, int edits, List<Path> written, List<Path> left) {}

    /**
     * Applies it.
     *
     * @throws IOException when a file cannot be written; it is as it was, and each of the others is
     *     either done or as it was
     */
    public Applied apply() throws IOException {
        List<FilePlan> all = plan.edited();
        boolean[] done = edited(all);
        List<Path> left = new ArrayList<>();
        int files = 0;
        int edits = 0;
        for (int i = 0; i < done.length; i++) {
            FilePlan file = all.get(i);
            if (done[i]) {
                files++;
                edits += file.edits(plan.migration().choices()).size();
            } else {
                left.add(file.file().path());
            }
        }
        List<Path> written = new ArrayList<>();
        for (ConversionPlan conversion : plan.conversions()) {
            convert(conversion, written, left);
        }
        return new Applied(files, edits, written, left);
    }

    private boolean[] edited(List<FilePlan> all) throws IOException {
        boolean[] done = new boolean[all.size()];
        AtomicInteger count = new AtomicInteger();
        Together.each(
                done.length,
                number -> {
                    done[number] = edit(all.get(number));
                    progress.at(count.incrementAndGet(), done.length);
                });
        return done;
    }

    private boolean edit(FilePlan file) throws IOException {
        SourceFile source = file.file();
        Path path = plan.base().resolve(source.path());
        byte[] before = source.text().getBytes(source.charset());
        if (!Arrays.equals(Files.readAllBytes(path), before)) {
            return false;
        }
        Path original = path.resolveSibling(source.name() + BACKUP);
        if (backups && !Files.exists(original) && !disk.link(original, path)) {
            place(original, before, path);
        }
        byte[] after = file.after(plan.migration().choices()).getBytes(source.charset());
        place(path, after, path);
        return true;
    }

    private void place(Path path, byte[] bytes, @Nullable Path like) throws IOException {
        Path half = path.resolveSibling(path.getFileName() + HALF);
        try {
            disk.write(half, bytes, like);
            disk.replace(path, half);
        } finally {
            disk.delete(half);
        }
    }

    private void convert(ConversionPlan conversion, List<Path> written, List<Path> left)
            throws IOException {
        if (!conversion.missing().isEmpty()) {
            Files.createDirectories(conversion.folder());
        }
        for (Map.Entry<String, String> document : conversion.conversion().files().entrySet()) {
            Path path = conversion.folder().resolve(document.getKey());
            if (!Files.exists(path)) {
                place(path, document.getValue().getBytes(StandardCharsets.UTF_8), null);
                written.add(path);
            } else if (conversion.differs(document.getKey())) {
                left.add(path);
            }
        }
    }
}
