package io.aigateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a configuration file, read key by key. A mistake is noted with its line and
 * reading goes on with a neutral value, so that one look finds every mistake; {@link #build} then
 * refuses to make a value of it. Values pass through the {@link Environment}.
 */
public final class Row {

    private final Node.Fields fields;
    private final RowContext context;
    private final Set<String> asked = new LinkedHashSet<>();

    Row(Node.Fields fields, RowContext context) {
        this.fields = fields;
        this.context = context;
    }

    /** True when the key is written, even without a value. */
    public boolean has(String key) {
        asked.add(key);
        return fields.byName().containsKey(key);
    }

    /** A text that must be there; empty after a mistake. */
    public String text(String key) {
        String text = optionalText(key);
        if (text == null && !has(key)) {
            error("'" + key + "' is missing; write " + key + ": …");
        } else if (text == null) {
            error(key, "'" + key + "' is empty; give it a value");
        }
        return text == null ? "" : text;
    }

    /** A text, or null when it is not there. */
    public @Nullable String optionalText(String key) {
        Node node = node(key);
        return node == null ? null : context.text(key, node);
    }

    /**
     * A text that should come from the environment; one written out is warned of. Blanks around it,
     * such as the line end of a key file, are taken off; null when nothing is left.
     */
    public @Nullable String secret(String key) {
        Node node = node(key);
        if (node instanceof Node.Scalar scalar
                && scalar.text() != null
                && !scalar.text().isEmpty()
                && !Environment.isReferredToIn(scalar.text())) {
            context.warning(
                    node.line(), "'" + key + "' holds a literal secret; write ${NAME} instead");
        }
        String text = optionalText(key);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A duration such as {@code 30s}. */
    public Duration duration(String key, Duration fallback) {
        return parsed(key, DurationText::parse, fallback);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        return parsed(key, Scalars::flag, fallback);
    }

    /** A whole number of 1 or more, if it is there. */
    public OptionalInt count(String key) {
        return parsed(key, text -> OptionalInt.of(Scalars.count(text)), OptionalInt.empty());
    }

    /** A decimal number, or null when it is not there. */
    public @Nullable BigDecimal decimal(String key) {
        return parsed(key, text -> Optional.of(Scalars.decimal(text)), Optional.<BigDecimal>empty())
                .orElse(null);
    }

    /**
     * A value made of a text; what the parser refuses with an {@link IllegalArgumentException}
     * becomes a finding.
     */
    public <T> T parsed(String key, Function<String, T> parser, T fallback) {
        String text = optionalText(key);
        if (text == null) {
            return fallback;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            error(key, "'" + key + "' " + e.getMessage());
            return fallback;
        }
    }

    /** A list of texts; empty when it is not there. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            String text = context.text(key, item);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A mapping of texts in the order of the file; empty when it is not there. */
    public Map<String, String> textsByName(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Row row = row(key);
        if (row != null) {
            row.fields.byName().keySet().forEach(name -> texts.put(name, row.text(name)));
        }
        return texts;
    }

    /** A nested mapping, or null when it is not there. */
    public @Nullable Row row(String key) {
        Node node = node(key);
        return node == null ? null : context.row("'" + key + "'", node);
    }

    /** A list of nested mappings; empty when it is not there. */
    public List<Row> rows(String key) {
        List<Row> rows = new ArrayList<>();
        for (Node item : items(key)) {
            Row row = context.row("an entry of '" + key + "'", item);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Notes a mistake on the line of a key, or of the row when the key is not written. */
    public void error(String key, String message) {
        Node.Field field = fields.byName().get(key);
        context.error(field == null ? fields.line() : field.line(), message);
    }

    /** Notes a mistake on the line of one item, counted from 0, of the list or mapping of a key. */
    public void error(String key, int item, String message) {
        Node.Field field = fields.byName().get(key);
        if (field == null) {
            error(key, message);
        } else if (field.value() instanceof Node.Items items && item < items.nodes().size()) {
            context.error(items.nodes().get(item).line(), message);
        } else if (field.value() instanceof Node.Fields named && item < named.byName().size()) {
            context.error(List.copyOf(named.byName().values()).get(item).line(), message);
        } else {
            context.error(field.line(), message);
        }
    }

    /** Notes what is doubtful about a key that is there. */
    public void warning(String key, String message) {
        Node.Field field = fields.byName().get(key);
        if (field != null) {
            context.warning(field.line(), message);
        }
    }

    /** Notes a mistake on the first line of the row. */
    public void error(String message) {
        context.error(fields.line(), message);
    }

    /** The line the row starts on. */
    public int line() {
        return fields.line();
    }

    /**
     * Makes the value, once every key has been read within {@code maker}: nothing when the row has
     * a mistake or a key that nobody asked for, or when the value refuses to be made with an {@link
     * IllegalArgumentException}.
     */
    public <T> Optional<T> build(Supplier<T> maker) {
        int errorsBefore = context.findings().errors();
        @Nullable T made = null;
        try {
            made = maker.get();
        } catch (IllegalArgumentException e) {
            refused(String.valueOf(e.getMessage()), errorsBefore);
        }
        for (String key : fields.byName().keySet()) {
            if (!asked.contains(key)) {
                unknown(key);
            }
        }
        return context.findings().errors() > errorsBefore
                ? Optional.empty()
                : Optional.ofNullable(made);
    }

    private void refused(String message, int errorsBefore) {
        if (context.findings().errors() == errorsBefore) {
            error(message.substring(0, Math.max(0, message.indexOf(' '))), message);
        }
    }

    private void unknown(String key) {
        error(key, "unknown key '" + key + "'; " + Spelling.advice(key, "keys", asked));
    }

    private @Nullable Node node(String key) {
        asked.add(key);
        Node.Field field = fields.byName().get(key);
        return field == null ? null : field.value();
    }

    private List<Node> items(String key) {
        Node node = node(key);
        if (node == null || (node instanceof Node.Scalar scalar && scalar.text() == null)) {
            return List.of();
        }
        if (node instanceof Node.Items items) {
            return items.nodes();
        }
        context.error(
                node.line(),
                "'" + key + "' must be a list, but was " + node.kind() + "; write [a, b]");
        return List.of();
    }
}
