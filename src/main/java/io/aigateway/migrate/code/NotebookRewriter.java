package io.aigateway.migrate.code;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.nio.file.Path;
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
        read(file, facts).survey(survey);
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        return read(file, migration.facts()).propose(migration);
    }

    @Override
    public Reading read(SourceFile file, SourceFacts facts) {
        Notebook notebook = Notebook.of(facts.concerns(file.text()) ? file.text() : "");
        return new Cells(file, notebook, code.read(python(file, notebook), facts));
    }

    private record Cells(SourceFile file, Notebook notebook, Reading program) implements Reading {

        @Override
        public void survey(EnvironmentSurvey survey) {
            EnvironmentSurvey inProgram = new EnvironmentSurvey();
            program.survey(inProgram);
            survey.takeOver(inProgram, file, notebook::placeOf);
        }

        @Override
        public List<Proposal> propose(Migration migration) {
            return program.propose(migration).stream()
                    .flatMap(proposal -> notebook.inFile(proposal).stream())
                    .toList();
        }
    }

    /** All cells behind each other: a name that one imports is used in the next. */
    private static SourceFile python(SourceFile file, Notebook notebook) {
        Path path = file.path();
        return new SourceFile(path, notebook.program(), file.charset(), FileKind.PYTHON);
    }
}
