package io.aigateway.migrate.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/** The four things that are done to a disk, so that a test can stop before any of them. */
public interface Disk {

    /**
     * Writes a new file, down to the disk itself.
     *
     * @param like whose permissions and owner it gets; null for the usual ones
     */
    void write(Path file, byte[] bytes, @Nullable Path like) throws IOException;

    /**
     * Gives a file a second name: what is put in its place later takes the first one only.
     *
     * @return false where files have one name only; then nothing is done
     */
    boolean link(Path name, Path file) throws IOException;

    /** Puts a file in the place of another, so that there is always one of the two. */
    void replace(Path file, Path by) throws IOException;

    /** Takes a file away, if it is there. */
    void delete(Path file) throws IOException;

    /** The disk of this machine. */
    static Disk ofThisMachine() {
        return new Real();
    }

    /** Writes for real. */
    final class Real implements Disk {

        private Real() {}

        @Override
        public void write(Path file, byte[] bytes, @Nullable Path like) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                // Before there is anything in it: what only its owner may read stays so.
                if (like != null) {
                    takeAfter(like, file);
                }
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
        }

        @Override
        public boolean link(Path name, Path file) throws IOException {
            try {
                Files.createLink(name, file);
                return true;
            } catch (UnsupportedOperationException | FileSystemException oneNameOnly) {
                // Were it something else, such as a folder that is not ours, a copy fails as well.
                return false;
            }
        }

        @Override
        public void replace(Path file, Path by) throws IOException {
            Files.move(
                    by, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        private static void takeAfter(Path like, Path file) throws IOException {
            PosixFileAttributeView from =
                    Files.getFileAttributeView(like, PosixFileAttributeView.class);
            PosixFileAttributeView to =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (from == null || to == null) {
                return;
            }
            PosixFileAttributes wanted = from.readAttributes();
            PosixFileAttributes made = to.readAttributes();
            if (!made.owner().equals(wanted.owner())) {
                to.setOwner(wanted.owner());
            }
            if (!made.group().equals(wanted.group())) {
                to.setGroup(wanted.group());
            }
            to.setPermissions(wanted.permissions());
        }
    }
}
