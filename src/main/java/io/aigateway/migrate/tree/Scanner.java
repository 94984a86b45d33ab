package io.aigateway.migrate.tree;

import io.aigateway.migrate.FileKind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree and lists the files that may be migrated. Vendored, generated and recorded files are
 * left out, and what git ignores; links are never followed. Files of environment variables are
 * listed although git usually ignores them: they hold what the programs read.
 */
public final class Scanner {

    /** The largest file that is read, in bytes. */
    public static final long LARGEST = 1024 * 1024;

    private final Path root;
    private final boolean tests;
    private final boolean docs;
    private final Path left;

    /**
     * Lists files below a folder, or one file.
     *
     * @param root where to begin; nothing outside of it is read
     * @param tests whether tests are listed
     * @param docs whether documentation is listed
     * @param left a folder that is left out: what an earlier run wrote
     */
    public Scanner(Path root, boolean tests, boolean docs, Path left) {
        this.root = root;
        this.tests = tests;
        this.docs = docs;
        this.left = left.toAbsolutePath().normalize();
    }

    /**
     * A file that may be migrated.
     *
     * @param path relative to the root
     * @param kind what its name says that it is
     */
    public record Candidate(Path path, FileKind kind) {}

    /**
     * What a walk found.
     *
     * @param candidates by path
     * @param unreadable files and folders that could not be looked into, relative to the root
     * @param skipped tests, which are left out unless asked for, and declarations, which always are
     */
    public record Found(
            List<Candidate> candidates, List<Path> unreadable, List<Candidate> skipped) {}

    /**
     * Walks the tree.
     *
     * @throws IOException when the root itself cannot be read
     */
    public Found scan() throws IOException {
        if (Files.isRegularFile(root)) {
            FileKind kind = Kinds.byName(name(root)).orElse(FileKind.OTHER);
            Candidate only = new Candidate(root.getFileName(), kind);
            return new Found(List.of(only), List.of(), List.of());
        }
        Walk walk = new Walk();
        Files.walkFileTree(root, walk);
        walk.candidates.sort(Comparator.comparing(candidate -> slashed(candidate.path())));
        walk.skipped.sort(Comparator.comparing(candidate -> slashed(candidate.path())));
        return new Found(walk.candidates, walk.unreadable, walk.skipped);
    }

    /** The folder that paths are relative to. */
    public static Path base(Path root) {
        Path parent = root.toAbsolutePath().normalize().getParent();
        return Files.isRegularFile(root) && parent != null ? parent : root;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private final class Walk extends SimpleFileVisitor<Path> {

        private final List<Candidate> candidates = new ArrayList<>();
        private final List<Path> unreadable = new ArrayList<>();
        private final List<Candidate> skipped = new ArrayList<>();
        private @Nullable Path testFolder;
        private final Deque<Optional<IgnoreFile>> ignores = new ArrayDeque<>();

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            if (!folder.equals(root) && (isSkipped(folder) || ignored(folder, true))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!tests
                    && testFolder == null
                    && !folder.equals(root)
                    && Skips.testFolder(name(folder))) {
                testFolder = folder;
            }
            ignores.push(ignoreFile(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            if (failure != null) {
                unreadable.add(root.relativize(folder));
            }
            ignores.pop();
            testFolder = folder.equals(testFolder) ? null : testFolder;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() <= LARGEST) {
                boolean test = !tests && (testFolder != null || Skips.testFile(name(file)));
                boolean left = test || Skips.declaration(name(file));
                List<Candidate> list = left ? skipped : candidates;
                kind(file).ifPresent(kind -> list.add(new Candidate(relative(file), kind)));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable.add(relative(file));
            return FileVisitResult.CONTINUE;
        }

        private Optional<FileKind> kind(Path file) {
            String name = name(file);
            boolean left = Skips.file(name) || (!docs && Skips.docFile(name));
            return left
                    ? Optional.empty()
                    : Kinds.byName(name)
                            .filter(kind -> holdsVariables(kind, name) || !ignored(file, false));
        }

        private boolean holdsVariables(FileKind kind, String name) {
            return kind == FileKind.DOTENV || name.endsWith(".tfvars");
        }

        private boolean isSkipped(Path folder) {
            String name = name(folder);
            return folder.toAbsolutePath().normalize().equals(left)
                    || Skips.folder(name)
                    || (!docs && Skips.docFolder(name));
        }

        /** The nearest file that says anything about a path decides. */
        private boolean ignored(Path path, boolean isFolder) {
            String relative = slashed(relative(path));
            for (Iterator<Optional<IgnoreFile>> at = ignores.iterator(); at.hasNext(); ) {
                Optional<Boolean> said =
                        at.next().flatMap(file -> file.ignores(relative, isFolder));
                if (said.isPresent()) {
                    return said.get();
                }
            }
            return false;
        }

        private Optional<IgnoreFile> ignoreFile(Path folder) throws IOException {
            Path file = folder.resolve(".gitignore");
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            String at = slashed(relative(folder));
            return Optional.of(
                    IgnoreFile.of(
                            at.isEmpty() ? "" : at + "/", Texts.decoded(Files.readAllBytes(file))));
        }

        private Path relative(Path path) {
            return root.relativize(path);
        }
    }
}
