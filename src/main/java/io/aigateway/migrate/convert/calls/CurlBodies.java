package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.convert.SettingValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bodies that scripts hand to curl in single quotes, which a shell leaves as they are. */
final class CurlBodies {

    private static final Pattern DATA =
            Pattern.compile("(?:-d|--data(?:-raw|-binary|-ascii)?|--json)[ =]?'(\\{[^']*\\})'");

    private CurlBodies() {}

    /** The objects in them, each before those within it. */
    static List<Written> in(SourceFile file) {
        List<Written> objects = new ArrayList<>();
        Matcher data = DATA.matcher(file.text());
        while (data.find()) {
            int above = file.lineOf(data.start(1)) - 1;
            SettingValues.objects(data.group(1)).forEach(one -> objects.add(moved(one, above)));
        }
        return objects;
    }

    /** A value, told to stand so many lines further down. */
    static Written moved(Written value, int lines) {
        Map<String, Written> entries = new LinkedHashMap<>();
        value.entries().forEach((name, one) -> entries.put(name, moved(one, lines)));
        return new Written(
                value.kind(),
                value.line() + lines,
                value.text(),
                value.items().stream().map(item -> moved(item, lines)).toList(),
                entries);
    }
}
