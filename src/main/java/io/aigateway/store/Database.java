package io.aigateway.store;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's database: {@code aigateway.db} in the data folder, in SQLite's write-ahead mode, so
 * that readers never wait for the writer. Safe for any number of threads. A killed process loses
 * nothing that was committed.
 */
public final class Database implements AutoCloseable {

    /** The name of its file in the data folder. */
    public static final String FILE = "aigateway.db";

    private static final int MOST_READERS = 4;

    private final @Nullable DataFolder folder;
    private final Writer writer;
    private final @Nullable Readers readers;

    private Database(@Nullable DataFolder folder, Writer writer, @Nullable Readers readers) {
        this.folder = folder;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the database of a data folder, making and migrating what is missing, and keeps every
     * other process out of the folder until it is closed.
     *
     * @throws ConfigException when the folder cannot be written or is in use, or the file is
     *     damaged or from a newer version
     */
    public static Database open(Path dataFolder, Durability durability) {
        DataFolder folder = DataFolder.hold(dataFolder);
        Path file = folder.path().resolve(FILE);
        try {
            PrivateFiles.file(file);
            Connections connections = new Connections("jdbc:sqlite:" + file, durability);
            Writer writer = migrated(connections, file);
            return new Database(folder, writer, new Readers(connections, MOST_READERS));
        } catch (SQLException e) {
            folder.close();
            throw new ConfigException(
                    "%s cannot be opened (%s); restore it from a backup, or choose another folder with --data"
                            .formatted(file, e.getMessage()));
        } catch (ConfigException e) {
            folder.close();
            throw e;
        }
    }

    /** A database that is gone when it is closed; its readers take turns with its writer. */
    public static Database inMemory() {
        try {
            Connections connections = new Connections("jdbc:sqlite::memory:", Durability.NORMAL);
            return new Database(null, migrated(connections, null), null);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /**
     * Runs a query.
     *
     * @throws StoreException when the database fails
     */
    public <T> T read(Sql.Work<T> work) {
        try {
            return readers == null ? writer.run(work) : readers.run(work);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /**
     * Runs work in one transaction: all of it is kept, or none. Works run one after the other.
     *
     * @throws StoreException when the database fails
     */
    public <T> T write(Sql.Work<T> work) {
        try {
            return writer.run(work);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /**
     * What SQLite finds wrong with the file, a line each; empty when it is sound. Reads all of it.
     */
    public List<String> damage() {
        List<String> lines =
                read(sql -> sql.rows("pragma integrity_check", row -> row.text("integrity_check")));
        return lines.equals(List.of("ok")) ? List.of() : lines;
    }

    /** The data folder; empty when the database is in memory. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder).map(DataFolder::path);
    }

    /**
     * Waits until everything committed so far is on the disk. What is no longer in the write-ahead
     * file has been brought to the disk by SQLite itself, before it was removed from there.
     *
     * @return false when the disk failed
     */
    public boolean force() {
        Path log = folder == null ? null : folder.path().resolve(FILE + "-wal");
        if (log == null || !Files.exists(log)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.force(false);
            return true;
        } catch (IOException failed) {
            return false;
        }
    }

    /** Closes the file and lets go of the data folder. */
    @Override
    public void close() {
        try {
            if (readers != null) {
                readers.close();
            }
            writer.close();
        } catch (SQLException e) {
            throw new StoreException(e);
        } finally {
            if (folder != null) {
                folder.close();
            }
        }
    }

    private static Writer migrated(Connections connections, @Nullable Path file)
            throws SQLException {
        Writer writer = new Writer(connections.writing());
        boolean done = false;
        try {
            Migrations.OF_THIS_VERSION.bring(writer.connection(), file);
            done = true;
            return writer;
        } finally {
            if (!done) {
                writer.close();
            }
        }
    }
}
