package io.aigateway.store;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders with mode 0700 and files with mode 0600, where the file system has such modes: they are
 * born with them, so that there is no instant at which others could open them.
 */
public final class PrivateFiles {

    private PrivateFiles() {}

    /**
     * A folder, made when it is missing.
     *
     * @return its real path
     * @throws ConfigException when it cannot be made
     */
    public static Path folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, modes(folder, "rwx------"));
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * A file, made empty when it is missing.
     *
     * @throws ConfigException when it cannot be made or written
     */
    public static Path file(Path file) {
        try {
            Files.createFile(file, modes(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            requireWritable(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return file;
    }

    /** Says which path of the data folder cannot be used, why, and what would help. */
    static ConfigException unusable(Path path, IOException cause) {
        String said = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        String reason = said != null ? said : cause.getClass().getSimpleName();
        return new ConfigException(
                "Data folder: "
                        + path
                        + " cannot be used ("
                        + reason
                        + "); choose a folder this user can write with --data");
    }

    private static void requireWritable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new ConfigException(
                    "Data folder: "
                            + file
                            + " cannot be written; give this user write access to it, or choose"
                            + " another folder with --data");
        }
    }

    private static FileAttribute<?>[] modes(Path path, String modes) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))
                }
                : new FileAttribute<?>[0];
    }
}
