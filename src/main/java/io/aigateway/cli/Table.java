package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Help.Ansi.Style;

/** Rows under headings, in columns that line up. */
final class Table {

    private static final String GAP = "  ";

    private final Shell shell;
    private final List<Column> columns;
    private final Predicate<JsonNode> alarming;

    Table(Shell shell, List<Column> columns) {
        this(shell, columns, row -> false);
    }

    /** A table that shows some rows in red. */
    Table(Shell shell, List<Column> columns, Predicate<JsonNode> alarming) {
        this.shell = shell;
        this.columns = List.copyOf(columns);
        this.alarming = alarming;
    }

    /** Prints the headings and the rows, each column as wide as its widest cell. */
    void print(List<JsonNode> rows) {
        int[] widths = widths(rows);
        printHeadings(widths);
        rows.forEach(row -> printRow(row, widths));
        shell.out().flush();
    }

    /** Prints the headings alone, for rows that come later. */
    void printHeadings() {
        printHeadings(widths(List.of()));
    }

    /** Prints one row under headings printed before; longer cells push the rest to the right. */
    void printRow(JsonNode row) {
        printRow(row, widths(List.of()));
    }

    private void printHeadings(int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            append(line, columns.get(i).title(), i, widths[i]);
        }
        shell.out().println(shell.styled(line.toString().stripTrailing(), Style.bold));
    }

    private void printRow(JsonNode row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            append(line, columns.get(i).cell().apply(row), i, widths[i]);
        }
        String text = line.toString().stripTrailing();
        shell.out().println(alarming.test(row) ? shell.styled(text, Style.fg_red) : text);
    }

    private void append(StringBuilder line, String cell, int index, int width) {
        String padding = " ".repeat(Math.max(0, width - TerminalText.width(cell)));
        line.append(index == 0 ? "" : GAP);
        line.append(columns.get(index).right() ? padding + cell : cell + padding);
    }

    private int[] widths(List<JsonNode> rows) {
        return columns.stream().mapToInt(column -> width(column, rows)).toArray();
    }

    private static int width(Column column, List<JsonNode> rows) {
        int least = Math.max(column.atLeast(), TerminalText.width(column.title()));
        return rows.stream()
                .mapToInt(row -> TerminalText.width(column.cell().apply(row)))
                .reduce(least, Math::max);
    }
}
