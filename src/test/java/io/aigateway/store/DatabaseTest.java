package io.aigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private final Path folder;

    DatabaseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsWhatWasCommittedWhenItIsNeverClosed() throws IOException {
        // Given
        Path copy = folder.resolve("copy");
        try (Database database = open("data")) {
            database.write(sql -> sql.update("insert into budget values (" + VALUES + ")"));

            // When
            copyAll(folder.resolve("data"), copy);
        }

        // Then
        try (Database reopened = Database.open(copy, Durability.FULL)) {
            assertThat(budgets(reopened)).containsExactly("bud_1");
        }
    }

    @Test
    void undoesAWorkThatFailed() {
        // Given
        try (Database database = open("data")) {

            // When
            assertThatThrownBy(
                            () ->
                                    database.write(
                                            sql -> {
                                                sql.update(
                                                        "insert into budget values ("
                                                                + VALUES
                                                                + ")");
                                                throw new IllegalStateException("stop");
                                            }))
                    .hasMessage("stop");

            // Then
            assertThat(budgets(database)).isEmpty();
        }
    }

    @Test
    void keepsOthersOutOfItsFiles() throws IOException {
        // Given
        Path data = folder.resolve("data");

        // When
        try (Database database = open("data")) {
            database.write(sql -> sql.update("insert into budget values (" + VALUES + ")"));

            // Then
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file ->
                                        assertThat(
                                                        PosixFilePermissions.toString(
                                                                Files.getPosixFilePermissions(
                                                                        file)))
                                                .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    @Tag("D5")
    void refusesAFolderThatIsInUse() {
        // Given
        try (Database first = open("data")) {
            assertThat(budgets(first)).isEmpty();

            // When
            assertThatThrownBy(() -> open("data"))

                    // Then
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("is used by another gateway (process ")
                    .hasMessageContaining("--data");
        }
    }

    @Test
    @Tag("D5")
    void refusesAFolderThatAnotherProcessHolds() throws IOException, InterruptedException {
        // Given
        Path data = Files.createDirectory(folder.resolve("data"));
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HoldsFolder.class.getName(),
                                data.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");

            // When
            assertThatThrownBy(() -> open("data"))

                    // Then
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("(process " + other.pid() + ")");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void letsGoOfItsFolderWhenClosed() {
        // Given
        open("data").close();

        // When
        try (Database again = open("data")) {

            // Then
            assertThat(budgets(again)).isEmpty();
        }
    }

    @Test
    @Tag("D5")
    void refusesAFolderThatCannotBeMade() throws IOException {
        // Given
        Files.writeString(folder.resolve("file"), "in the way");

        // When
        assertThatThrownBy(() -> open("file/data"))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Data folder: ")
                .hasMessageContaining("file/data cannot be used");
    }

    @Test
    @Tag("D3")
    void refusesADamagedFileAndLetsGoOfTheFolder() throws IOException {
        // Given
        Path file = Files.createDirectory(folder.resolve("data")).resolve("aigateway.db");
        Files.writeString(file, "this is no database".repeat(1_000));

        // When
        assertThatThrownBy(() -> open("data"))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("aigateway.db cannot be opened")
                .hasMessageContaining("restore it from a backup");
        assertThat(folder.resolve("data")).satisfies(data -> DataFolder.hold(data).close());
    }

    @Test
    @Tag("D6")
    void refusesAFileOfANewerVersion() {
        // Given
        try (Database database = open("data")) {
            database.write(sql -> sql.update("pragma user_version = 99"));
        }

        // When
        assertThatThrownBy(() -> open("data"))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("was written by a newer gateway (shape 99; this one knows ");
    }

    @Test
    void readersCannotChangeAnything() {
        // Given
        try (Database database = open("data")) {

            // When
            assertThatThrownBy(() -> database.read(sql -> sql.update("delete from usage_record")))

                    // Then
                    .isInstanceOf(StoreException.class);
            assertThat(budgets(database)).isEmpty();
        }
    }

    @Test
    void refusesASumThatLeftThe64Bits() {
        // Given
        try (Database database = open("data")) {
            database.write(sql -> sql.update("insert into budget values (" + VALUES + ")"));

            // When
            assertThatThrownBy(
                            () ->
                                    database.write(
                                            sql ->
                                                    sql.update(
                                                            "update budget set cap_nanos = cap_nanos + 9223372036854775807")))

                    // Then
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aStatementThatFailedWorksTheNextTime() {
        // Given
        try (Database database = open("data")) {
            String insert = "insert into budget values (?, 'tag', 'a', 1, 'month', '[]', 0)";
            database.write(sql -> sql.update(insert, "bud_1"));
            assertThatThrownBy(() -> database.write(sql -> sql.update(insert, "bud_1")))
                    .isInstanceOf(StoreException.class);

            // When
            database.write(sql -> sql.update(insert, "bud_2"));

            // Then
            assertThat(budgets(database)).containsExactly("bud_1", "bud_2");
        }
    }

    @Test
    void keepsBudgetsAsTheyAre() {
        // Given
        try (Database database = Database.inMemory()) {
            BudgetRows rows = new BudgetRows(database);
            BudgetRow row =
                    new BudgetRow(
                            "bud_1",
                            "tag",
                            "team:*'; drop table budget; --",
                            5_000_000_000L,
                            "month",
                            List.of(new BigDecimal("0.8"), BigDecimal.ONE),
                            Instant.ofEpochMilli(1_700_000_000_123L));
            rows.insert(row);
            BudgetRow raised =
                    new BudgetRow(
                            row.id(),
                            row.scopeKind(),
                            row.scopeId(),
                            9,
                            "day",
                            List.of(),
                            row.createdAt());

            // When
            boolean updated = rows.update(raised);

            // Then
            assertThat(updated).isTrue();
            assertThat(rows.list()).containsExactly(raised);
            assertThat(rows.delete("bud_1")).isTrue();
            assertThat(rows.delete("bud_1")).isFalse();
            assertThat(rows.find("bud_1")).isEmpty();
        }
    }

    private static final String VALUES = "'bud_1', 'tag', 'a', 1, 'month', '[]', 0";

    private Database open(String name) {
        return Database.open(folder.resolve(name), Durability.NORMAL);
    }

    private static List<String> budgets(Database database) {
        return database.read(sql -> sql.rows("select id from budget", row -> row.text("id")));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(file.getFileName().toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
