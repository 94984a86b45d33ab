package io.aigateway.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of {@code docs/faults.md} that tells what each library does about each failure. Its
 * cells are what the tests expect, so the page cannot say what is not so. With {@code
 * -Daigateway.table=write} a cell that differs is written anew instead: for a new version of a
 * library.
 */
final class FailureTable {

    private static final Path PAGE = Path.of("docs/faults.md");
    private static final String HEAD = "| what goes wrong | told as | text before |";
    private static final boolean WRITES = "write".equals(System.getProperty("aigateway.table"));

    private FailureTable() {}

    /** What the page says; what was found out, if it is to be written there. */
    static String cell(Mishap mishap, String column, String found) {
        List<String> lines = lines();
        int head = head(lines);
        int at = cells(lines.get(head)).indexOf(column);
        int row = row(lines, head, mishap);
        List<String> cells = cells(lines.get(row));
        if (WRITES && !cells.get(at).equals(found)) {
            cells.set(at, found);
            lines.set(row, "| " + String.join(" | ", cells) + " |");
            write(lines);
        }
        return cells.get(at);
    }

    private static int head(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(HEAD)) {
                return i;
            }
        }
        throw new IllegalStateException(PAGE + " has no table that begins with " + HEAD);
    }

    private static int row(List<String> lines, int head, Mishap mishap) {
        for (int i = head; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            if (cells(lines.get(i)).get(0).equals(mishap.title())) {
                return i;
            }
        }
        throw new IllegalStateException(PAGE + " has no row '" + mishap.title() + "'");
    }

    private static List<String> cells(String line) {
        String inner = line.strip().substring(1, line.strip().length() - 1);
        return new ArrayList<>(Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
    }

    private static List<String> lines() {
        try {
            return new ArrayList<>(Files.readAllLines(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<String> lines) {
        try {
            Files.write(PAGE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
