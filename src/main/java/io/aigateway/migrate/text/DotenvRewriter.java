package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.ModelIds;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rewrites files of environment variables: names, URLs and keys change, and everything else, also
 * comments, order, quotes and {@code export}, stays.
 */
final class DotenvRewriter implements Rewriter {

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.DOTENV);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        List<DotenvLine> lines = DotenvLine.of(file.text());
        List<Variables.Found> all = Variables.in(file.text(), facts);
        for (DotenvLine line : lines) {
            for (Variables.Found found : Edits.within(all, Variables.Found::start, line.whole())) {
                survey(file, line, found, survey);
            }
            if (!line.comment()) {
                Span value = line.value();
                StayingCalls.named(file, value.start(), value.end(), survey, facts);
            }
        }
    }

    private static void survey(
            SourceFile file, DotenvLine line, Variables.Found found, EnvironmentSurvey survey) {
        boolean named = !line.comment() && line.name().holds(found.start());
        if (named && line.gives(file.text())) {
            survey.written(found.name(), file, found.start());
        } else if (!line.comment() && (named || line.value().holds(found.start()))) {
            survey.read(found.name(), file, found.start());
        }
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        Edits edits = new Edits(file, migration);
        List<DotenvLine> lines = DotenvLine.of(file.text());
        Set<String> set =
                lines.stream()
                        .filter(line -> !line.comment())
                        .map(line -> line.name().of(file.text()))
                        .collect(Collectors.toSet());
        for (DotenvLine line : lines) {
            if (line.comment()) {
                // A name in a comment is looked for there by whoever fills the file in.
                edits.variables(line.whole());
            } else if (isTwice(edits, line, set)) {
                edits.suggested(
                        "key-variable",
                        line.whole().start(),
                        line.whole().end(),
                        "",
                        "the variable that it becomes is set in this file already");
            } else {
                edits.variables(line.name());
                value(edits, line);
            }
        }
        return edits.all();
    }

    private static boolean isTwice(Edits edits, DotenvLine line, Set<String> set) {
        return edits.migration()
                .names()
                .renamed(line.name().of(edits.text()))
                .filter(set::contains)
                .isPresent();
    }

    private static void value(Edits edits, DotenvLine line) {
        String value = line.value().of(edits.text());
        SourceFacts facts = edits.migration().facts();
        Optional<String> prefix =
                facts.keyPrefixes().stream().filter(value::startsWith).findFirst();
        boolean sourcesKey =
                facts.newName(line.name().of(edits.text()), edits.migration().target()).isPresent();
        boolean isKey = Secrets.isKey(value, facts);
        boolean exchanged = (isKey || (prefix.isPresent() && sourcesKey)) && !facts.movesNothing();
        if (isKey && exchanged && edits.migration().names().keysStay()) {
            edits.staysLiteral(line.value().start(), line.value().end(), Secrets.masked(value));
        } else if (exchanged && !edits.migration().names().keysStay()) {
            edits.rewritten(
                    "key-literal",
                    line.value().start(),
                    line.value().end(),
                    "",
                    isKey
                            ? "the key "
                                    + Secrets.masked(value)
                                    + " stood here: rotate it, and put a key of the gateway's in its place"
                            : "here goes a key of the gateway's");
        } else {
            edits.move(line.value());
            model(edits, line, value);
            notes(edits, line, value, sourcesKey);
        }
    }

    /** What stays as it is and would not work as it is. */
    private static void notes(Edits edits, DotenvLine line, String value, boolean sourcesKey) {
        SourceFacts facts = edits.migration().facts();
        String name = line.name().of(edits.text());
        int start = line.name().start();
        int end = line.name().end();
        boolean literal = !value.isBlank() && !value.contains("$");
        if (facts.keyVariables().contains(name)
                && literal
                && facts.source() != Source.LITELLM
                && edits.migration().names().renamed(name).isPresent()) {
            edits.manual(
                    "key-literal",
                    start,
                    end,
                    "put a key of the gateway's here: this one is still the old one");
        }
        boolean moved = edits.urlsIn(line.value()).stream().anyMatch(url -> url.manual() == null);
        if (moved && name.matches("OPENAI_(API_)?BASE(_URL)?")) {
            edits.manual(
                    "key",
                    start,
                    end,
                    "OPENAI_API_KEY is sent there from now on: give it a key of the gateway's");
        }
        boolean settingOfTheSource =
                name.startsWith(facts.source().name() + "_") && !sourcesKey && literal;
        if (settingOfTheSource && facts.source() == Source.PORTKEY) {
            edits.manual(
                    "variable",
                    start,
                    end,
                    "a setting that Portkey keeps: it becomes a rule or a provider, and is not read here");
        }
    }

    private static void model(Edits edits, DotenvLine line, String value) {
        String name = line.name().of(edits.text());
        if (!name.matches(".*MODEL(_ID|_NAME|S)?(_[A-Z]+)?")) {
            return;
        }
        ModelIds.of(value, edits.migration()).ifPresent(fate -> model(edits, line, name, fate));
    }

    private static void model(Edits edits, DotenvLine line, String name, ModelIds.Fate fate) {
        Source source = edits.migration().facts().source();
        boolean said =
                name.toLowerCase(Locale.ROOT).contains(source.word())
                        || Set.of(
                                        Source.LITELLM,
                                        Source.OPENROUTER,
                                        Source.FIREWORKS,
                                        Source.PORTKEY)
                                .contains(source);
        int start = line.value().start();
        int end = line.value().end();
        String after = fate.after();
        if (after == null) {
            if (said) {
                edits.manual("model-id", start, end, fate.why());
            }
        } else if (said) {
            edits.rewritten("model-id", start, end, after, fate.why());
        } else {
            edits.suggested("model-id", start, end, after, fate.why());
        }
    }
}
