package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param title its heading
 * @param right whether it is aligned on the right, as numbers are
 * @param atLeast its least width; 0 lets the content decide
 * @param cell what it shows of a row
 */
record Column(String title, boolean right, int atLeast, Function<JsonNode, String> cell) {

    /** A column that shows a row in its own way, on the left. */
    static Column left(String title, Function<JsonNode, String> cell) {
        return new Column(title, false, 0, cell);
    }

    /** A column that shows a row in its own way, on the right. */
    static Column right(String title, Function<JsonNode, String> cell) {
        return new Column(title, true, 0, cell);
    }

    /** A field as text. */
    static Column text(String title, String field) {
        return left(title, row -> Cell.text(field, row.path(field)));
    }

    /** A whole number with thousands separators. */
    static Column count(String title, String field) {
        return right(title, row -> count(row.path(field)));
    }

    /** An amount in cents, shown in dollars. */
    static Column cents(String title, String field, int decimals) {
        return right(title, row -> Dollars.ofCents(row.path(field), decimals));
    }

    /** The same column, never narrower than this. */
    Column atLeast(int width) {
        return new Column(title, right, width, cell);
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : "-";
    }
}
