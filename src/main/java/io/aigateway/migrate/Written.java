package io.aigateway.migrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value as it is written in a file, whatever the language.
 *
 * @param kind what it is
 * @param line where it begins; the first is 1
 * @param text of a text its characters; of a plain value how JSON writes it
 * @param items of a list
 * @param entries of an object, in the order of the file
 */
public record Written(
        Kind kind, int line, String text, List<Written> items, Map<String, Written> entries) {

    /** The entry of an object that takes in others, which cannot be seen. */
    public static final String SPREAD = "...";

    /** What a value is. */
    public enum Kind {
        TEXT,
        /** A number, {@code true}, {@code false} or {@code null}. */
        PLAIN,
        LIST,
        OBJECT,
        /** Known only where the program runs. */
        COMPUTED
    }

    public Written {
        Objects.requireNonNull(kind, "kind");
        if (line < 1) {
            throw new IllegalArgumentException("line must be at least 1, but was " + line);
        }
        items = List.copyOf(items);
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A text. */
    public static Written text(int line, String text) {
        return new Written(Kind.TEXT, line, text, List.of(), Map.of());
    }

    /** A number, a flag or nothing, as JSON writes it. */
    public static Written plain(int line, String text) {
        return new Written(Kind.PLAIN, line, text, List.of(), Map.of());
    }

    /** A list. */
    public static Written list(int line, List<Written> items) {
        return new Written(Kind.LIST, line, "", items, Map.of());
    }

    /** An object. */
    public static Written object(int line, Map<String, Written> entries) {
        return new Written(Kind.OBJECT, line, "", List.of(), entries);
    }

    /** What cannot be seen. */
    public static Written computed(int line) {
        return new Written(Kind.COMPUTED, line, "", List.of(), Map.of());
    }

    /** The same value, told to stand on another line. */
    public Written at(int other) {
        return new Written(kind, other, text, items, entries);
    }

    /** The value of an entry. */
    public Optional<Written> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Whether it is of a kind. */
    public boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether all of it can be seen. */
    public boolean isConstant() {
        return kind != Kind.COMPUTED
                && !entries.containsKey(SPREAD)
                && items.stream().allMatch(Written::isConstant)
                && entries.values().stream().allMatch(Written::isConstant);
    }

    /** The text that it is, or those of its items. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (kind == Kind.TEXT) {
            texts.add(text);
        }
        items.stream().filter(item -> item.is(Kind.TEXT)).forEach(item -> texts.add(item.text));
        return texts;
    }
}
