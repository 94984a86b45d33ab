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

    /**
     * The file, looked at for both questions at once. A rewriter for which looking is dear, because
     * it parses, answers both from one look.
     */
    default Reading read(SourceFile file, SourceFacts facts) {
        return new Reading() {
            @Override
            public void survey(EnvironmentSurvey survey) {
                Rewriter.this.survey(file, survey, facts);
            }

            @Override
            public List<Proposal> propose(Migration migration) {
                return Rewriter.this.propose(file, migration);
            }
        };
    }

    /** One look at one file; it is used at once and not kept. */
    interface Reading {

        /** As {@link Rewriter#survey}. */
        void survey(EnvironmentSurvey survey);

        /** As {@link Rewriter#propose}. */
        List<Proposal> propose(Migration migration);
    }
}
