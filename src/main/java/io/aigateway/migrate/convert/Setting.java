package io.aigateway.migrate.convert;

import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value of a configuration that is converted, with its place and what became of it. What is
 * noted twice keeps the worse of the two, so that a setting of which only one half could be carried
 * over is never told as carried. For one thread.
 */
public final class Setting {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_*/:@+~-]+");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");
    private static final int LONGEST_NUMBER = 40;
    private static final int LARGEST_EXPONENT = 40;

    private final String path;
    private final int line;
    private final @Nullable String text;
    private final boolean quoted;
    private final boolean list;
    private final Map<String, Setting> fields = new LinkedHashMap<>();
    private final List<Setting> items = new ArrayList<>();
    private @Nullable KeyFate fate;

    private Setting(String path, int line, @Nullable String text, boolean quoted, boolean list) {
        this.path = path;
        this.line = line;
        this.text = text;
        this.quoted = quoted;
        this.list = list;
    }

    static Setting scalar(String path, int line, @Nullable String text, boolean quoted) {
        return new Setting(path, line, text, quoted, false);
    }

    static Setting mapping(String path, int line) {
        return new Setting(path, line, null, false, false);
    }

    static Setting list(String path, int line) {
        return new Setting(path, line, null, false, true);
    }

    /** What is lost, with all that is below it. */
    static Setting leaf(String path, Setting lost) {
        return new Setting(path, lost.line, null, false, false);
    }

    void put(String name, Setting value) {
        fields.put(name, value);
    }

    void add(Setting item) {
        items.add(item);
    }

    /** The path of a value below another, {@code model_list[0].litellm_params}. */
    static String below(String path, String name) {
        String last =
                PLAIN_NAME.matcher(name).matches() ? name : "['" + name.replace("'", "''") + "']";
        boolean first = path.isEmpty() || path.endsWith(" ");
        return first || last.startsWith("[") ? path + last : path + "." + last;
    }

    /** Where it stands, such as {@code model_list[0].litellm_params.rpm}. */
    public String path() {
        return path;
    }

    /** The line it stands on, counted from 1. */
    public int line() {
        return line;
    }

    /** A single value as it is written; empty for a list, a mapping and for nothing. */
    public Optional<String> text() {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** True for a value in quotes, which is a text whatever it looks like. */
    boolean isQuoted() {
        return quoted;
    }

    /** The number it is, also when it is written in quotes; a mapping is none. */
    public Optional<BigDecimal> number() {
        return text().filter(value -> value.length() <= LONGEST_NUMBER)
                .filter(value -> NUMBER.matcher(value).matches())
                .map(
                        value ->
                                new BigDecimal(
                                        value.replace("_", "").replaceFirst("\\.(?=$|[eE])", "")))
                .filter(value -> Math.abs(value.precision() - value.scale()) < LARGEST_EXPONENT)
                .filter(value -> Math.abs(value.scale()) < LARGEST_EXPONENT);
    }

    /** The flag it is, in any of YAML's words for it. */
    public Optional<Boolean> flag() {
        String word = text().orElse("").toLowerCase(Locale.ROOT);
        return YES.contains(word)
                ? Optional.of(true)
                : NO.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** The value of a key that has one: not null, not nothing. */
    public Optional<Setting> get(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNothing());
    }

    /** The value of the first of these keys that has one. */
    public Optional<Setting> first(String... names) {
        for (String name : names) {
            Optional<Setting> found = get(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The keys of a mapping with their values, in the order of the file. */
    public Map<String, Setting> fields() {
        return fields;
    }

    /** The items of a list. */
    public List<Setting> items() {
        return items;
    }

    /** The single values of a list, or the one value that stands in place of a list. */
    public List<String> texts() {
        return items.isEmpty()
                ? text().stream().toList()
                : items.stream().flatMap(item -> item.text().stream()).toList();
    }

    /** True for a list. */
    public boolean isList() {
        return list;
    }

    /** True for a mapping that has keys. */
    public boolean isMapping() {
        return !fields.isEmpty();
    }

    /** True for null, an empty text, and an empty list or mapping. */
    public boolean isNothing() {
        return fields.isEmpty() && items.isEmpty() && text().isEmpty();
    }

    /**
     * True for what is told as one: a single value, a list of single values, and what holds
     * nothing.
     */
    public boolean isLeaf() {
        return fields.isEmpty() && items.stream().allMatch(item -> item.isOneValue());
    }

    private boolean isOneValue() {
        return fields.isEmpty() && !list;
    }

    /** Means the same with us. */
    public void carried(String why) {
        note(Fate.CARRIED, why);
    }

    /** Means something a little different with us. */
    public void changed(String why) {
        note(Fate.CHANGED, why);
    }

    /** Is not carried over. */
    public void dropped(String why) {
        note(Fate.NOT_CARRIED, why);
    }

    /** The document itself has no path to be told by: what is noted of it holds for its parts. */
    private void note(Fate worse, String why) {
        if (path.isEmpty()) {
            fields.values().forEach(part -> part.note(worse, why));
            items.forEach(part -> part.note(worse, why));
        } else if (fate == null || fate.fate().compareTo(worse) < 0) {
            fate = new KeyFate(path, line, worse, why);
        }
    }

    /** What was noted, if anything was. */
    public Optional<KeyFate> fate() {
        return Optional.ofNullable(fate);
    }
}
