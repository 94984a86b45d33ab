package io.aigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private static final String FIRST = "/db/test/V1__first.sql";
    private static final String SECOND = "/db/test/V2__second.sql";
    private static final String BROKEN = "/db/test/V3__broken.sql";

    private final Path folder;

    MigrationsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @Tag("D6")
    void copiesADatabaseBeforeItsShapeChanges() throws SQLException {
        // Given
        Path file = folder.resolve("a.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            new Migrations(List.of(FIRST)).bring(connection, file);

            // When
            new Migrations(List.of(FIRST, SECOND)).bring(connection, file);

            // Then
            assertThat(number(connection, "select count(*) from second")).isEqualTo(2);
        }
        assertThat(folder.resolve("a.db.before-v2")).isNotEmptyFile();
    }

    @Test
    void leavesNothingOfAScriptThatFails() throws SQLException {
        // Given
        Path file = folder.resolve("b.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            new Migrations(List.of(FIRST, SECOND)).bring(connection, file);
        }

        // When
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThatThrownBy(
                            () ->
                                    new Migrations(List.of(FIRST, SECOND, BROKEN))
                                            .bring(connection, file))
                    .isInstanceOf(SQLException.class);
        }

        // Then
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(number(connection, "pragma user_version")).isEqualTo(2);
            assertThat(
                            number(
                                    connection,
                                    "select count(*) from sqlite_master where name = 'third'"))
                    .isZero();
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.getInt(1);
        }
    }
}
