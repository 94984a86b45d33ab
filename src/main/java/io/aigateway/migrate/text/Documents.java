package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.util.List;
import java.util.Set;

/** Rewrites documentation, which is looked at when it is asked for: URLs and variables. */
final class Documents implements Rewriter {

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.MARKDOWN);
    }

    /** What a document says does not decide what programs read. */
    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {}

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        Edits edits = new Edits(file, migration);
        edits.move(Span.all(file.text()));
        return edits.all();
    }
}
