package io.aigateway.migrate.code;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rewrites notebooks: each cell of code as the Python that it holds. What a cell printed, and what
 * is told between cells, stays.
 */
public final class NotebookRewriter implements Rewriter {

    private final CodeRewriter code = new CodeRewriter();

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.NOTEBOOK);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        if (facts.concerns(file.text())) {
            code.survey(python(file, Notebook.of(file.text())), survey, facts);
        }
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        if (!migration.facts().concerns(file.text())) {
            return List.of();
        }
        Notebook notebook = Notebook.of(file.text());
        List<Proposal> proposals = new ArrayList<>();
        for (Proposal proposal : code.propose(python(file, notebook), migration)) {
            notebook.inFile(proposal).ifPresent(proposals::add);
        }
        return proposals;
    }

    /** All cells behind each other: a name that one imports is used in the next. */
    private static SourceFile python(SourceFile file, Notebook notebook) {
        Path path = file.path();
        return new SourceFile(path, notebook.program(), file.charset(), FileKind.PYTHON);
    }
}
