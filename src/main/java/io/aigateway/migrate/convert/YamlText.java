package io.aigateway.migrate.convert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes one of our files: rows under a key, each value on a line, what is nested in brackets. The
 * same rows always give the same text.
 */
public final class YamlText {

    private static final Pattern PLAIN =
            Pattern.compile(
                    "[A-Za-z_/$][A-Za-z0-9_/.:@+~=%{}$-]*[A-Za-z0-9_/@+~=%}-]|[A-Za-z]|\\d+(ms|s|m|h)");
    private static final Pattern PLAIN_IN_BRACKETS =
            Pattern.compile("[A-Za-z_/][A-Za-z0-9_/.@+~=-]*|\\d+(ms|s|m|h)");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final StringBuilder text = new StringBuilder();

    /** A file that begins with these lines of comment, and holds rows under a key. */
    public YamlText(List<String> comment, String key) {
        comment.forEach(line -> text.append("# ").append(line).append('\n'));
        text.append(key).append(":\n");
    }

    /** The text of a file of these rows, with one line of comment. */
    public static String of(String comment, String key, List<Map<String, Object>> rows) {
        YamlText text = new YamlText(List.of(comment), key);
        rows.forEach(text::row);
        return text.toString();
    }

    /** A row. */
    public YamlText row(Map<String, ?> row) {
        String lead = "  - ";
        for (Map.Entry<String, ?> entry : row.entrySet()) {
            text.append(lead).append(entry.getKey()).append(": ");
            text.append(value(entry.getValue(), false)).append('\n');
            lead = "    ";
        }
        return this;
    }

    /** Lines that only a person reads. */
    public YamlText comment(List<String> lines) {
        lines.forEach(line -> text.append("  # ").append(oneLine(line)).append('\n'));
        return this;
    }

    /** All of it. */
    @Override
    public String toString() {
        return text.toString();
    }

    private static String value(Object value, boolean inBrackets) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(
                            one ->
                                    scalar("" + one.getKey(), true)
                                            + ": "
                                            + value(one.getValue(), true))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            list.forEach(item -> parts.add(value(item, true)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        return value instanceof String string ? scalar(string, inBrackets) : String.valueOf(value);
    }

    /** Without an exponent and without zeros at its end. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String scalar(String value, boolean inBrackets) {
        boolean plain = (inBrackets ? PLAIN_IN_BRACKETS : PLAIN).matcher(value).matches();
        return plain && !WORDS.contains(value.toLowerCase(Locale.ROOT)) ? value : quoted(value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints()
                .forEach(
                        c -> {
                            if (c == '"' || c == '\\') {
                                quoted.append('\\').appendCodePoint(c);
                            } else if (c < ' ' || (c > '~' && c < 0xA0) || isSpecial(c)) {
                                quoted.append("\\U%08X".formatted(c));
                            } else {
                                quoted.appendCodePoint(c);
                            }
                        });
        return quoted.append('"').toString();
    }

    /**
     * Line ends, byte order marks and halves of characters, which YAML does not take as they are.
     */
    private static boolean isSpecial(int c) {
        return c == 0x85
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || (c >= 0xD800 && c <= 0xDFFF)
                || c >= 0xFFFE;
    }

    private static String oneLine(String line) {
        return line.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    }
}
