package io.aigateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens SQLite connections with the settings that everything relies on. */
final class Connections {

    private static final int WAIT_FOR_LOCK_MILLIS = 5_000;

    /** Holds the inner pages of every index that a record touches; SQLite's default is 2 MiB. */
    private static final int WRITER_CACHE_KIB = 32 * 1_024;

    private final String url;
    private final Durability durability;

    Connections(String url, Durability durability) {
        this.url = url;
        this.durability = durability;
    }

    /** A connection that writes; transactions are begun and ended by the caller. */
    Sql writing() throws SQLException {
        SQLiteConfig settings = settings();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setCacheSize(-WRITER_CACHE_KIB);
        return new Sql(open(settings));
    }

    /** A connection that cannot change anything. */
    Sql reading() throws SQLException {
        SQLiteConfig settings = settings();
        Connection connection = open(settings);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma query_only = true");
        }
        return new Sql(connection);
    }

    private SQLiteConfig settings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setBusyTimeout(WAIT_FOR_LOCK_MILLIS);
        settings.enforceForeignKeys(true);
        settings.setSynchronous(
                durability == Durability.FULL
                        ? SQLiteConfig.SynchronousMode.FULL
                        : SQLiteConfig.SynchronousMode.NORMAL);
        return settings;
    }

    private Connection open(SQLiteConfig settings) throws SQLException {
        Properties properties = settings.toProperties();
        // The driver itself, not DriverManager: its service scan is slow, and blind under some
        // class loaders.
        return new JDBC().connect(url, properties);
    }
}
