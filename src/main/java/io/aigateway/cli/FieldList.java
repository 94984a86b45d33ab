package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;

/** Prints one thing: a line a field, name before value. */
final class FieldList {

    private static final String GAP = "  ";

    private FieldList() {}

    /** Prints the fields that have a value, in the gateway's order. */
    static void print(Shell shell, JsonNode thing) {
        List<Entry<String, JsonNode>> fields = shown(thing);
        int width = fields.stream().mapToInt(field -> name(field).length()).max().orElse(0);
        for (Entry<String, JsonNode> field : fields) {
            String name = name(field);
            String padding = " ".repeat(width - name.length());
            String value = Cell.text(field.getKey(), field.getValue());
            shell.out().println(name + padding + GAP + value);
        }
        shell.out().flush();
    }

    private static List<Entry<String, JsonNode>> shown(JsonNode thing) {
        List<Entry<String, JsonNode>> fields = new ArrayList<>();
        for (Iterator<Entry<String, JsonNode>> all = thing.fields(); all.hasNext(); ) {
            Entry<String, JsonNode> field = all.next();
            if (!field.getValue().isNull() && !repeatsTheKey(field, thing)) {
                fields.add(field);
            }
        }
        return fields;
    }

    // A sub-account's key comes twice, for clients of both ages.
    private static boolean repeatsTheKey(Entry<String, JsonNode> field, JsonNode thing) {
        return field.getKey().equals("scoped_key") && field.getValue().equals(thing.get("key"));
    }

    private static String name(Entry<String, JsonNode> field) {
        return field.getKey().replaceFirst("_cents$", "").replace('_', ' ');
    }
}
