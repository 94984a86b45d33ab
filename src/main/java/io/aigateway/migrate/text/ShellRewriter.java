package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.util.List;
import java.util.Set;

/** Rewrites scripts, Makefiles and Dockerfiles: URLs, variables, and the headers of curl. */
final class ShellRewriter implements Rewriter {

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.SHELL, FileKind.MAKEFILE, FileKind.DOCKERFILE);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        String text = file.text();
        List<Span> live = LiveText.hash(text);
        for (Variables.Found found : Variables.in(text, facts)) {
            if (live.stream().noneMatch(span -> span.holds(found.start()))) {
                continue;
            }
            if (isAssigned(text, found)) {
                survey.written(found.name(), file, found.start());
            } else {
                survey.read(found.name(), file, found.start());
            }
        }
        Commands.survey(file, Span.all(text), survey, facts);
    }

    /** {@code NAME=value}; not {@code NAME=$NAME} and not {@code NAME=}. */
    private static boolean isAssigned(String text, Variables.Found found) {
        int line = text.indexOf('\n', found.end());
        String rest = text.substring(found.end(), line < 0 ? text.length() : line);
        return rest.matches("\\s*[:?]?=\\s*\\S.*") && !rest.contains(found.name());
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        Edits edits = new Edits(file, migration);
        List<Span> staying = Commands.staying(edits, Span.all(file.text()));
        for (Span live : LiveText.hash(file.text())) {
            edits.urls(live);
            edits.variables(live, staying);
        }
        keys(edits, staying);
        new CurlHeaders(edits).propose(Span.all(file.text()));
        if (file.kind() == FileKind.DOCKERFILE) {
            DockerImages.propose(edits);
        } else {
            DockerImages.mention(edits);
        }
        return edits.all();
    }

    private static void keys(Edits edits, List<Span> staying) {
        String text = edits.text();
        String variable = edits.migration().keyVariable();
        for (Secrets.Found key : Secrets.in(text, edits.migration().facts())) {
            String why = "the key " + key.masked() + " stood here: rotate it";
            boolean single = quoteAround(text, key.start()) == '\'';
            boolean docker = edits.file().kind() == FileKind.DOCKERFILE;
            boolean stays = staying.stream().anyMatch(part -> part.holds(key.start()));
            if (stays || edits.migration().names().keysStay()) {
                edits.staysLiteral(key.start(), key.end(), key.masked());
            } else if (docker || assignsItself(text, key.start(), variable, edits)) {
                edits.rewritten("key-literal", key.start(), key.end(), "", why);
            } else {
                String read = single ? "'\"$" + variable + "\"'" : "$" + variable;
                edits.rewritten("key-literal", key.start(), key.end(), read, why);
            }
        }
    }

    /** {@code OPENROUTER_API_KEY=sk-…} would become a variable that is given to itself. */
    private static boolean assignsItself(String text, int key, String variable, Edits edits) {
        int start = text.lastIndexOf('\n', key) + 1;
        String before = text.substring(start, key);
        return edits.migration().names().renamed().keySet().stream()
                        .anyMatch(name -> before.matches(".*\\b" + name + "\\s*[:?]?=\\s*[\"']?"))
                || before.matches(".*\\b" + variable + "\\s*[:?]?=\\s*[\"']?");
    }

    /** The quote that a place in a line stands in, or 0. */
    static char quoteAround(String text, int at) {
        char quote = 0;
        for (int i = text.lastIndexOf('\n', at) + 1; i < at; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        return quote;
    }
}
