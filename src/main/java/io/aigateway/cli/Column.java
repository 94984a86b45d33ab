package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param title its heading
 * @param align how its cells stand under each other
 * @param atLeast its least width; 0 lets the content decide
 * @param cell what it shows of a row
 */
record Column(String title, Align align, int atLeast, Function<JsonNode, String> cell) {

    /** A column that shows a row in its own way, on the left. */
    static Column left(String title, Function<JsonNode, String> cell) {
        return new Column(title, Align.LEFT, 0, cell);
    }

    /** A column that shows a row in its own way, on the right. */
    static Column right(String title, Function<JsonNode, String> cell) {
        return new Column(title, Align.RIGHT, 0, cell);
    }

    /** A field as text. */
    static Column text(String title, String field) {
        return left(title, row -> Cell.text(field, row.path(field)));
    }

    /** A whole number with thousands separators. */
    static Column count(String title, String field) {
        return right(title, row -> count(row.path(field)));
    }

    /** An amount in cents, shown in dollars, point under point. */
    static Column cents(String title, String field) {
        return new Column(title, Align.POINT, 0, row -> Dollars.ofCents(row.path(field)));
    }

    /** The same column, never narrower than this. */
    Column atLeast(int width) {
        return new Column(title, align, width, cell);
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : "-";
    }

    /** How cells stand under each other. */
    enum Align {
        LEFT,
        /** As whole numbers are. */
        RIGHT,
        /** Decimal point under decimal point. */
        POINT
    }
}
