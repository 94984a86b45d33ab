package io.aigateway.migrate.code;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rewrites source code by its syntax: what is in comments and in documentation strings stays. Where
 * the parser has no native library for the system, files that name the source are left to a person.
 */
public final class CodeRewriter implements Rewriter {

    private static final String NO_PARSER = "no-parser";

    /** What edits most comes first: of two edits of one place, the first stays. */
    private static final List<Rule> RULES =
            List.of(
                    new HeadersCall(),
                    new ClientSwap(),
                    new ClientRule(),
                    new HeaderRule(),
                    new KeyRule(),
                    new UrlRule(),
                    new VariableRule(),
                    new StayingKeys(),
                    new ModelRule());

    @Override
    public Set<FileKind> kinds() {
        return Arrays.stream(Dialect.values()).map(Dialect::kind).collect(Collectors.toSet());
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
        if (!facts.concerns(file.text())) {
            return new Unconcerned();
        }
        try {
            Dialect dialect = Dialect.of(file.kind());
            Focus focus = Focus.of(file.text(), dialect, facts);
            return new Parsed(file, facts, Program.of(file.text(), dialect, focus));
        } catch (Grammars.NoGrammar e) {
            return new Unreadable(file, facts, String.valueOf(e.getMessage()));
        }
    }

    /** A file that has nothing to do with the source is not parsed. */
    private record Unconcerned() implements Reading {

        @Override
        public void survey(EnvironmentSurvey survey) {}

        @Override
        public List<Proposal> propose(Migration migration) {
            return List.of();
        }
    }

    private record Unreadable(SourceFile file, SourceFacts facts, String reason)
            implements Reading {

        @Override
        public void survey(EnvironmentSurvey survey) {
            facts.variables().stream()
                    .filter(file.text()::contains)
                    .forEach(
                            name ->
                                    survey.fixed(
                                            name, file, 0, "a program that cannot be read here"));
        }

        @Override
        public List<Proposal> propose(Migration migration) {
            String why = reason + ": move what is the source's in this file by hand";
            return List.of(Proposal.manual(NO_PARSER, 0, 0, why, NO_PARSER));
        }
    }

    private record Parsed(SourceFile file, SourceFacts facts, Program program) implements Reading {

        @Override
        public void survey(EnvironmentSurvey survey) {
            new CodeSurvey(file, program, survey, facts).tell();
        }

        @Override
        public List<Proposal> propose(Migration migration) {
            return proposed(file, program, migration);
        }
    }

    private static List<Proposal> proposed(SourceFile file, Program program, Migration migration) {
        Imports imports = Imports.of(program);
        References references = References.of(program, imports, migration.facts().source());
        boolean talks = Talk.isIn(program, references, migration.facts());
        Proposed found = new Proposed(migration.choices());
        Look look = new Look(file, program, imports, references, migration, talks, found);
        RULES.forEach(rule -> rule.apply(look));
        return look.found().inOrder();
    }
}
