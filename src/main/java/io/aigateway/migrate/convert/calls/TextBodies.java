package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.code.CodeReading;
import io.aigateway.migrate.code.CodeReading.Text;
import io.aigateway.migrate.convert.SettingValues;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The bodies that a program keeps as JSON in its texts.
 *
 * @param objects those that can be read, each before those within it
 * @param unread what is told of those that are put together where the program runs
 */
record TextBodies(List<Written> objects, List<KeyFate> unread) {

    private static final Pattern FIELD =
            Pattern.compile("\"(model|models|provider|preset|route|transforms|plugins)\"\\s*:");

    private static final Pattern ROUTING =
            Pattern.compile("\"(models|provider|preset|route|transforms|plugins)\"\\s*:");

    /** What {@code String.format} puts something in place of. */
    private static final Pattern PLACE = Pattern.compile("%([0-9]+\\$)?[sd]");

    /** Those among the texts of a program. */
    static TextBodies in(CodeReading reading) {
        List<Written> objects = new ArrayList<>();
        List<KeyFate> unread = new ArrayList<>();
        for (Text text : reading.texts()) {
            String json = text.text().replace("\\\"", "\"").replace("\\n", " ");
            if (!json.stripLeading().startsWith("{") || !FIELD.matcher(json).find()) {
                continue;
            }
            boolean whole = text.whole() && !PLACE.matcher(json).find();
            List<Written> read = whole ? SettingValues.objects(json) : List.of();
            read.forEach(one -> objects.add(CurlBodies.moved(one, text.line() - 1)));
            if (read.isEmpty() && ROUTING.matcher(json).find()) {
                unread.add(new KeyFate("body", text.line(), Fate.NOT_CARRIED, CallFates.COMPUTED));
            }
        }
        return new TextBodies(objects, unread);
    }
}
