package io.aigateway.store;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the newest shape. Its {@code PRAGMA user_version} is the number of scripts
 * already applied; each script and its number are one transaction.
 *
 * @param scripts class-path names, oldest first; a released script never changes
 */
record Migrations(List<String> scripts) {

    /** The scripts of this version. */
    static final Migrations OF_THIS_VERSION =
            new Migrations(
                    List.of(
                            "/db/sqlite/V1__keys_budgets_usage.sql",
                            "/db/sqlite/V2__kinds_of_usage.sql",
                            "/db/sqlite/V3__webhooks.sql",
                            "/db/sqlite/V4__provider_keys_credits.sql",
                            "/db/sqlite/V5__calls_without_a_tag.sql",
                            "/db/sqlite/V6__calls_above_their_hold.sql"));

    /** Applies what is missing; a database that already has a shape is copied before it changes. */
    void bring(Connection connection, @Nullable Path file) throws SQLException {
        int version = versionOf(connection);
        if (version > scripts.size()) {
            throw new ConfigException(
                    "%s was written by a newer gateway (shape %d; this one knows %d); start that version, or restore an older backup"
                            .formatted(file, version, scripts.size()));
        }
        if (version > 0 && version < scripts.size() && file != null) {
            backUp(
                    connection,
                    file.resolveSibling(file.getFileName() + ".before-v" + (version + 1)));
        }
        for (int next = version; next < scripts.size(); next++) {
            apply(connection, scripts.get(next), next + 1);
        }
    }

    private static int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma user_version")) {
            return result.getInt(1);
        }
    }

    private static void backUp(Connection connection, Path copy) throws SQLException {
        try (var statement = connection.prepareStatement("vacuum into ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    private static void apply(Connection connection, String script, int version)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            for (String part : textOf(script).split(";\\s*\\n", -1)) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
            statement.execute("pragma user_version = " + version);
            statement.execute("commit");
        }
    }

    private static String textOf(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new ConfigException(
                        "migration " + script + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
