package io.aigateway.migrate.code;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.Tier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One file, rewritten as if it were the whole tree. */
final class Rewriting {

    private static final Target TARGET = Target.at("https://gw.example/v1");

    private final Source source;
    private final FileKind kind;
    private final Choices choices;

    Rewriting(Source source, FileKind kind, boolean aggressive) {
        this.source = source;
        this.kind = kind;
        this.choices = new Choices(aggressive, "", Map.of(), false);
    }

    static Rewriting python(Source source) {
        return new Rewriting(source, FileKind.PYTHON, false);
    }

    List<Proposal> proposals(String text) {
        SourceFacts facts = SourceFacts.of(source);
        Rewriter rewriter = kind == FileKind.NOTEBOOK ? new NotebookRewriter() : new CodeRewriter();
        SourceFile file = new SourceFile(Path.of("a/file"), text, StandardCharsets.UTF_8, kind);
        EnvironmentSurvey survey = new EnvironmentSurvey();
        rewriter.survey(file, survey, facts);
        return rewriter.propose(
                file, new Migration(facts, TARGET, choices, survey.names(facts, TARGET)));
    }

    /** Those that change the file. */
    List<Proposal> edits(String text) {
        return proposals(text).stream().filter(one -> one.applies(choices)).toList();
    }

    List<Proposal> manual(String text) {
        return proposals(text).stream().filter(one -> one.tier() == Tier.MANUAL).toList();
    }

    /** The file afterwards. */
    String after(String text) {
        StringBuilder after = new StringBuilder(text);
        List<Proposal> edits = new ArrayList<>(edits(text));
        for (int i = edits.size() - 1; i >= 0; i--) {
            Proposal edit = edits.get(i);
            after.replace(edit.start(), edit.end(), String.valueOf(edit.after()));
        }
        return after.toString();
    }
}
