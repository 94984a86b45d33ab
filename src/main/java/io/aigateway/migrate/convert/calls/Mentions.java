package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.Written.Kind;
import io.aigateway.migrate.code.CodeReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/** Finds the names of what the source keeps on its servers, in one file. */
final class Mentions {

    /** Where no name of a model stands. */
    private static final Set<FileKind> WITHOUT =
            Set.of(
                    FileKind.MARKDOWN,
                    FileKind.REQUIREMENTS,
                    FileKind.PACKAGE_JSON,
                    FileKind.PYPROJECT,
                    FileKind.POM,
                    FileKind.GRADLE,
                    FileKind.OTHER);

    private final Kept kept;
    private final SourceFile file;
    private final List<Mention> found = new ArrayList<>();

    private Mentions(Kept kept, SourceFile file) {
        this.kept = kept;
        this.file = file;
    }

    /**
     * Those of a program.
     *
     * @param inTexts the objects that stand as JSON in its texts
     */
    static List<Mention> in(
            SourceFile file,
            Kept kept,
            CodeReading reading,
            List<Body> bodies,
            List<Written> inTexts,
            SourceFacts facts) {
        Mentions mentions = new Mentions(kept, file);
        bodies.forEach(mentions::ofBody);
        inTexts.stream()
                .flatMap(object -> object.get("model").stream())
                .forEach(model -> mentions.whole(model.text(), model.line(), List.of()));
        boolean sources = reading.talks() && facts.concerns(file.text());
        reading.texts().stream()
                .filter(text -> text.whole() && (sources || text.asModel()))
                .forEach(text -> mentions.whole(text.text(), text.line(), List.of()));
        return mentions.found();
    }

    /** Those of a configuration or a script. */
    static List<Mention> in(SourceFile file, Kept kept, List<Body> bodies) {
        Mentions mentions = new Mentions(kept, file);
        bodies.forEach(mentions::ofBody);
        if (!WITHOUT.contains(file.kind())) {
            mentions.lines();
        }
        return mentions.found();
    }

    private List<Mention> found() {
        found.sort(Comparator.comparingInt(Mention::line));
        return found;
    }

    private void ofBody(Body body) {
        body.get("model")
                .filter(model -> model.is(Kind.TEXT))
                .ifPresent(model -> whole(model.text(), model.line(), body.others()));
        body.get("preset")
                .filter(preset -> preset.is(Kind.TEXT) && kept.prefix().contains("preset"))
                .ifPresent(preset -> preset(preset, body));
    }

    private void preset(Written preset, Body body) {
        List<String> models = body.models().orElse(List.of());
        String rule = kept.rule(preset.text());
        if (kept.named(rule).isPresent()) {
            add(new Mention(rule, file, preset.line(), body.path("preset"), "", models));
        }
    }

    private void whole(String text, int line, List<String> others) {
        kept.named(text).ifPresent(name -> add(mention(name, line, others)));
    }

    private Mention mention(Matcher name, int line, List<String> others) {
        List<String> models = new ArrayList<>();
        String model = name.group(1).endsWith("/") ? "" : name.group(1);
        if (!model.isEmpty()) {
            models.add(model);
        }
        others.stream().filter(other -> kept.named(other).isEmpty()).forEach(models::add);
        return new Mention(kept.rule(name.group(2)), file, line, name.group(), model, models);
    }

    /** What is known of a call is seen before what a line alone says. */
    private void add(Mention mention) {
        boolean told =
                found.stream()
                        .anyMatch(
                                one ->
                                        one.line() == mention.line()
                                                && one.rule().equals(mention.rule()));
        if (!told) {
            found.add(mention);
        }
    }

    /** The lines that give something called a model such a name; comments are left out. */
    private void lines() {
        List<String> lines = file.text().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.contains(kept.prefix()) && !isComment(line)) {
                line(line, lines, at);
            }
        }
    }

    private void line(String line, List<String> lines, int at) {
        Matcher name = kept.name().matcher(line);
        while (name.find()) {
            boolean model = isOfAModel(line.substring(0, name.start()), lines, at);
            if (model && kept.isName(name) && endsThere(line, name.end())) {
                add(mention(name, at + 1, List.of()));
            }
        }
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("//") || text.startsWith(";");
    }

    private static boolean endsThere(String line, int end) {
        return end == line.length() || "\"'`\\, \t\r;}])".indexOf(line.charAt(end)) >= 0;
    }

    /** The line itself says so, the one before it ({@code name: MODEL}), or the one it is in. */
    private static boolean isOfAModel(String before, List<String> lines, int at) {
        if (saysModel(before) || (at > 0 && saysModel(lines.get(at - 1)))) {
            return true;
        }
        int depth = depth(lines.get(at));
        for (int above = at - 1; above >= 0; above--) {
            String line = lines.get(above);
            if (!line.isBlank() && depth(line) < depth) {
                return saysModel(line);
            }
        }
        return false;
    }

    private static boolean saysModel(String line) {
        return !isComment(line) && line.toLowerCase(Locale.ROOT).contains("model");
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }
}
