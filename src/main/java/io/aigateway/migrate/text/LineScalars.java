package io.aigateway.migrate.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the scalars of files that have one setting a line: TOML, INI and Java's properties. Values
 * that go on over several lines are read line by line.
 */
final class LineScalars {

    private static final Pattern SECTION = Pattern.compile("\\s*\\[+\\s*([^\\]]+?)\\s*\\]+.*");
    private static final Pattern SETTING =
            Pattern.compile(
                    "[ \\t]*([\"']?[\\w.$%-][^=:\\s\"']*[\"']?)[ \\t]*[=:][ \\t]*(.*?)[ \\t]*");

    private LineScalars() {}

    /** The settings' names and values, in order. */
    static List<Scalar> of(String text) {
        List<Scalar> scalars = new ArrayList<>();
        String section = "";
        for (Span line : LiveText.properties(text)) {
            int end = withoutLineEnd(text, line);
            String content = text.substring(line.start(), end);
            Matcher header = SECTION.matcher(content);
            Matcher setting = SETTING.matcher(content);
            if (header.matches()) {
                section = "/" + header.group(1).replace("\"", "");
            } else if (setting.matches()) {
                String path = section + "/" + setting.group(1).replaceAll("[\"']", "");
                scalars.add(scalar(path, true, line.start(), setting, 1));
                scalars.add(scalar(path, false, line.start(), setting, 2));
            }
        }
        return scalars;
    }

    private static int withoutLineEnd(String text, Span line) {
        int end = line.end();
        while (end > line.start() && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static Scalar scalar(String path, boolean key, int from, Matcher at, int group) {
        String value = at.group(group).replaceAll("^[\"']|[\"']$", "");
        return new Scalar(path, key, from + at.start(group), from + at.end(group), value);
    }
}
