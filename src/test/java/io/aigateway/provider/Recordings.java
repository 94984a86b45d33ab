package io.aigateway.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded traffic beside the checkout; tests that need it are skipped where it is not. */
public final class Recordings {

    private static final Path ROOT = Path.of("../shared/data/wire");

    private Recordings() {}

    /** The files of a folder whose names end so, in order. */
    public static List<Path> in(String folder, String suffix) {
        Path path = ROOT.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(path), "no recordings in " + path);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
