package io.aigateway.store;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateway's data folder, held by this process alone until it is closed. New folders get mode
 * 0700 and new files 0600 where the file system has such modes.
 */
public final class DataFolder implements AutoCloseable {

    /**
     * Folders held in this virtual machine. POSIX drops a process's locks on a file when it closes
     * any descriptor of it, so a second attempt must be refused before it opens the lock file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder where it is missing and takes its lock.
     *
     * @throws ConfigException when it cannot be created or written, or another process holds it
     */
    public static DataFolder hold(Path folder) {
        Path real = PrivateFiles.folder(folder);
        if (!HELD.add(real)) {
            throw inUse(real, ProcessHandle.current().pid() + "");
        }
        try {
            return lock(real);
        } catch (IOException e) {
            HELD.remove(real);
            throw PrivateFiles.unusable(real, e);
        } catch (ConfigException e) {
            HELD.remove(real);
            throw e;
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw PrivateFiles.unusable(path, e);
        } finally {
            HELD.remove(path);
        }
    }

    private static DataFolder lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(
                        PrivateFiles.file(file), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            String holder = new String(firstBytes(channel), StandardCharsets.UTF_8);
            channel.close();
            throw inUse(folder, holder);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        (ProcessHandle.current().pid() + "").getBytes(StandardCharsets.UTF_8)));
        return new DataFolder(folder, channel);
    }

    private static byte[] firstBytes(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static ConfigException inUse(Path folder, String process) {
        return new ConfigException(
                "Data folder "
                        + folder
                        + " is used by another gateway (process "
                        + process
                        + "); stop it, or choose another folder with --data");
    }
}
