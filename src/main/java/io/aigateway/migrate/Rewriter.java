package io.aigateway.migrate;

import java.util.List;
import java.util.Set;

/**
 * Proposes edits for files of its kinds. Edits of one file do not overlap, and a rewriter proposes
 * none for its own result. Holds no state: files are handed to it by several threads.
 */
public interface Rewriter {

    /** The kinds of files that it takes. */
    Set<FileKind> kinds();

    /** Tells the survey which environment variables the file reads and writes. */
    void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts);

    /** What it would change, and what it has to leave to a person. */
    List<Proposal> propose(SourceFile file, Migration migration);
}
