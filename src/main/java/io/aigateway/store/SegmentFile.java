package io.aigateway.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@link Segment} in a file named {@code journal-7.log}. Written through a {@link
 * RandomAccessFile}, not a channel: a channel closes itself when the thread that writes is
 * interrupted.
 */
final class SegmentFile implements Segment {

    private static final Pattern NAME = Pattern.compile("journal-([0-9]{1,18})\\.log");

    private final Path path;
    private final RandomAccessFile file;
    private volatile long length;
    private boolean torn;

    private SegmentFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Makes a new one, and its name in the folder last. */
    static Segment make(Path folder, long number) throws IOException {
        Path path = PrivateFiles.file(folder.resolve("journal-" + number + ".log"));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
        forceFolder(folder);
        return new SegmentFile(path, file);
    }

    /** The files of a folder, oldest first. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> numberOf(file) >= 0)
                    .sorted((a, b) -> Long.compare(numberOf(a), numberOf(b)))
                    .toList();
        }
    }

    /** The number in a file's name; -1 when it is no segment. */
    static long numberOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        if (torn) {
            file.setLength(length);
            file.seek(length);
        }
        torn = true;
        file.write(bytes);
        torn = false;
        length += bytes.length;
    }

    @Override
    public void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Where folders cannot be forced, their names are last without it. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notNeeded) {
            return;
        }
    }
}
