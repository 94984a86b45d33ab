package io.aigateway.migrate.keys;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL of this machine, where it has one; the test is skipped where not. */
final class PostgresUnderTest implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int MOST_SECONDS = 60;

    private final Path bin;
    private final Path folder;
    private final int port;

    private PostgresUnderTest(Path bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    static PostgresUnderTest started() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(INSTALLED), "there is no PostgreSQL");
        Path bin;
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            bin =
                    versions.map(version -> version.resolve("bin"))
                            .filter(path -> Files.exists(path.resolve("initdb")))
                            .max(Comparator.naturalOrder())
                            .orElse(null);
        }
        assumeTrue(bin != null, "there is no PostgreSQL");
        Path folder = Files.createTempDirectory("postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        PostgresUnderTest made = new PostgresUnderTest(bin, folder, freePort());
        made.run(
                "initdb",
                "-D",
                folder.resolve("db").toString(),
                "-U",
                "litellm",
                "--auth=trust",
                "--no-sync");
        made.run(
                "pg_ctl",
                "-D",
                folder.resolve("db").toString(),
                "-w",
                "-o",
                "-p " + made.port + " -c listen_addresses=127.0.0.1 -k " + folder,
                "-l",
                folder.resolve("log").toString(),
                "start");
        return made;
    }

    /** As a person would write it, with a password that this server does not ask for. */
    String url() {
        return "postgresql://litellm:secret@127.0.0.1:" + port + "/postgres?sslmode=disable";
    }

    /** Makes the tables with columns of LiteLLM's types. */
    void fill(Map<String, List<List<String>>> tables) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "litellm", "")) {
            for (Map.Entry<String, List<List<String>>> table : tables.entrySet()) {
                fill(connection, table.getKey(), table.getValue());
            }
        }
    }

    private static void fill(Connection connection, String table, List<List<String>> rows)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (String column : rows.get(0)) {
            columns.add('"' + column + "\" " + type(column));
            places.add("?::" + type(column));
        }
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "create table \"" + table + "\" (" + String.join(", ", columns) + ")");
        }
        String insert = "insert into \"" + table + "\" values (" + String.join(", ", places) + ")";
        for (List<String> row : rows.subList(1, rows.size())) {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (int at = 0; at < row.size(); at++) {
                    statement.setString(at + 1, row.get(at).isEmpty() ? null : row.get(at));
                }
                statement.executeUpdate();
            }
        }
    }

    private static String type(String column) {
        return switch (column) {
            case "models" -> "text[]";
            case "metadata", "aliases" -> "jsonb";
            case "spend", "max_budget", "soft_budget" -> "double precision";
            case "rpm_limit", "tpm_limit" -> "bigint";
            case "max_parallel_requests" -> "integer";
            case "blocked" -> "boolean";
            case "expires", "created_at" -> "timestamp(3)";
            default -> "text";
        };
    }

    private void run(String program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            Collections.addAll(
                    command, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        }
        command.add(bin.resolve(program).toString());
        Collections.addAll(command, args);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(program + ".out").toFile())
                        .start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            abort(
                    program
                            + " does not run here: "
                            + Files.readString(folder.resolve(program + ".out")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-D", folder.resolve("db").toString(), "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
