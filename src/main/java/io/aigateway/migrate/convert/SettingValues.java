package io.aigateway.migrate.convert;

import io.aigateway.migrate.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a document of YAML or JSON. */
public final class SettingValues {

    private SettingValues() {}

    /** The objects of a document, each before those within it; none when it cannot be read. */
    public static List<Written> objects(String text) {
        List<Written> objects = new ArrayList<>();
        try {
            Settings.read(text).ifPresent(root -> collect(root, objects));
        } catch (UnreadableDocument e) {
            objects.clear();
        }
        return objects;
    }

    private static void collect(Setting setting, List<Written> objects) {
        if (setting.isMapping()) {
            objects.add(of(setting));
        }
        setting.fields().values().forEach(part -> collect(part, objects));
        setting.items().forEach(part -> collect(part, objects));
    }

    private static Written of(Setting setting) {
        int line = setting.line();
        if (setting.isList()) {
            return Written.list(line, setting.items().stream().map(SettingValues::of).toList());
        }
        if (setting.isMapping()) {
            Map<String, Written> entries = new LinkedHashMap<>();
            setting.fields().forEach((name, value) -> entries.put(name, of(value)));
            return Written.object(line, entries);
        }
        return setting.isQuoted() ? Written.text(line, setting.text().orElse("")) : plain(setting);
    }

    private static Written plain(Setting setting) {
        int line = setting.line();
        return setting.number()
                .map(number -> Written.plain(line, number.toPlainString()))
                .or(() -> setting.flag().map(flag -> Written.plain(line, flag.toString())))
                .or(() -> setting.text().map(text -> Written.text(line, text)))
                .orElseGet(() -> Written.plain(line, "null"));
    }
}
