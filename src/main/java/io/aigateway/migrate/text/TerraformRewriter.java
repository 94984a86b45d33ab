package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites Terraform: URLs and names of variables; what its providers manage is told about. */
final class TerraformRewriter implements Rewriter {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?m)^[ \\t]*(provider|resource|data)[ \\t]+\"([a-z0-9]+)(?:_[a-z0-9_]+)?\"");
    private static final Pattern SECRET = Pattern.compile("valueFrom\"?\\s*[=:]\\s*(.*)");
    private static final Pattern IMAGE = Pattern.compile("\"([^\"\\s]+/[^\"\\s]+)\"");

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.TERRAFORM);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        List<Span> live = LiveText.hcl(file.text());
        Variables.in(file.text(), facts).stream()
                .filter(found -> live.stream().anyMatch(span -> span.holds(found.start())))
                .forEach(found -> survey.written(found.name(), file, found.start()));
        live.forEach(span -> StayingCalls.named(file, span.start(), span.end(), survey, facts));
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        Edits edits = new Edits(file, migration);
        LiveText.hcl(file.text()).forEach(edits::move);
        blocks(edits);
        secrets(edits);
        images(edits);
        for (Secrets.Found key : Secrets.in(file.text(), migration.facts())) {
            if (migration.names().keysStay()) {
                edits.staysLiteral(key.start(), key.end(), key.masked());
            } else {
                edits.rewritten(
                        "key-literal",
                        key.start(),
                        key.end(),
                        "",
                        "the key " + key.masked() + " stood here: rotate it");
            }
        }
        return edits.all();
    }

    /** What a task reads from a store of secrets has a name there, too. */
    private static void secrets(Edits edits) {
        Matcher value = SECRET.matcher(edits.text());
        while (value.find()) {
            Span span = new Span(value.start(1), value.end(1));
            for (Variables.Found found : edits.variablesIn(span)) {
                edits.migration()
                        .names()
                        .renamed(found.name())
                        .ifPresent(
                                name ->
                                        edits.manual(
                                                "secret",
                                                found.start(),
                                                found.end(),
                                                "the secret in the store needs a key called "
                                                        + name));
            }
        }
    }

    private static void blocks(Edits edits) {
        Matcher block = BLOCK.matcher(edits.text());
        String source = edits.migration().facts().source().word();
        while (block.find()) {
            if (block.group(2).equals(source)) {
                edits.manual(
                        "terraform-block",
                        block.start(1),
                        block.end(),
                        "keys, budgets and models are made with 'aig key', 'aig budget' and models.yaml");
            }
        }
    }

    private static void images(Edits edits) {
        Matcher image = IMAGE.matcher(edits.text());
        while (image.find()) {
            if (Containers.isTheSources(image.group(1), edits.migration().facts())) {
                edits.suggested(
                        "image",
                        image.start(1),
                        image.end(1),
                        Containers.IMAGE,
                        "the gateway's image");
            }
        }
    }
}
