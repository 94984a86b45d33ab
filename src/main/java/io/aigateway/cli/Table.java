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
        List<List<String>> cells = columns.stream().map(column -> cells(column, rows)).toList();
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(columns.get(i), cells.get(i));
        }
        printHeadings(widths);
        for (int row = 0; row < rows.size(); row++) {
            int at = row;
            printRow(rows.get(row), cells.stream().map(column -> column.get(at)).toList(), widths);
        }
        shell.out().flush();
    }

    /** Prints the headings alone, for rows that come later. */
    void printHeadings() {
        printHeadings(leastWidths());
    }

    /** Prints one row under headings printed before; longer cells push the rest to the right. */
    void printRow(JsonNode row) {
        List<String> cells = columns.stream().map(column -> column.cell().apply(row)).toList();
        printRow(row, cells, leastWidths());
    }

    private void printHeadings(int[] widths) {
        List<String> titles = columns.stream().map(Column::title).toList();
        shell.out().println(shell.styled(line(titles, widths), Style.bold));
    }

    private void printRow(JsonNode row, List<String> cells, int[] widths) {
        String text = line(cells, widths);
        shell.out().println(alarming.test(row) ? shell.styled(text, Style.fg_red) : text);
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(Math.max(0, widths[i] - TerminalText.width(cell)));
            boolean right = columns.get(i).align() != Column.Align.LEFT;
            line.append(i == 0 ? "" : GAP).append(right ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int[] leastWidths() {
        return columns.stream().mapToInt(column -> width(column, List.of())).toArray();
    }

    private static int width(Column column, List<String> cells) {
        int least = Math.max(column.atLeast(), TerminalText.width(column.title()));
        return cells.stream().mapToInt(TerminalText::width).reduce(least, Math::max);
    }

    private static List<String> cells(Column column, List<JsonNode> rows) {
        List<String> cells = rows.stream().map(column.cell()).toList();
        if (column.align() != Column.Align.POINT) {
            return cells;
        }
        int decimals = cells.stream().mapToInt(Table::decimals).max().orElse(0);
        return cells.stream()
                .map(cell -> cell + " ".repeat(isNumber(cell) ? decimals - decimals(cell) : 0))
                .toList();
    }

    private static boolean isNumber(String cell) {
        return cell.chars().anyMatch(Character::isDigit);
    }

    /** How long a number is from its point on. */
    private static int decimals(String cell) {
        int point = cell.indexOf('.');
        return point < 0 ? 0 : cell.length() - point;
    }
}
