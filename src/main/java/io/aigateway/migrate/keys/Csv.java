package io.aigateway.migrate.keys;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values, as PostgreSQL's {@code copy … csv header} writes them (RFC 4180). */
final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** All rows; a quoted value may hold line ends. */
    static List<List<String>> rows(String text) {
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            List<String> row = csv.row();
            if (!row.equals(List.of(""))) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** One row. */
    static List<String> row(String text) {
        return new Csv(text).row();
    }

    private List<String> row() {
        List<String> values = new ArrayList<>();
        values.add(value());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            values.add(value());
        }
        at += text.startsWith("\r\n", at) ? 2 : 1;
        return values;
    }

    private String value() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A quote within is written twice, or, within PostgreSQL's lists, behind a backslash. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean twice = c == '"' && at < text.length() && text.charAt(at) == '"';
            if (c == '"' && !twice) {
                return value.toString();
            }
            value.append(c);
            at += twice ? 1 : 0;
        }
        return value.toString();
    }
}
