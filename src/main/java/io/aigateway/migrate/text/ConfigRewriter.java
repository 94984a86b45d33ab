package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites configuration in YAML, JSON, TOML and properties, value by value. What is not of that
 * form, such as a template of it, is rewritten as lines of text, without its comments.
 */
final class ConfigRewriter implements Rewriter {

    private static final Set<FileKind> YAML =
            Set.of(
                    FileKind.YAML,
                    FileKind.COMPOSE,
                    FileKind.KUBERNETES,
                    FileKind.HELM,
                    FileKind.GITHUB_ACTIONS);
    private static final Set<FileKind> LINES = Set.of(FileKind.TOML, FileKind.PROPERTIES);

    @Override
    public Set<FileKind> kinds() {
        return Set.of(
                FileKind.YAML,
                FileKind.COMPOSE,
                FileKind.KUBERNETES,
                FileKind.HELM,
                FileKind.GITHUB_ACTIONS,
                FileKind.TOML,
                FileKind.PROPERTIES,
                FileKind.JSON);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        Optional<List<Scalar>> scalars = scalars(file);
        if (scalars.isEmpty()) {
            Variables.in(file.text(), facts)
                    .forEach(found -> survey.read(found.name(), file, found.start()));
            StayingCalls.named(file, 0, file.text().length(), survey, facts);
            return;
        }
        ConfigSurvey.of(file, scalars.get(), survey, facts);
        Containers.keepHosts(file, scalars.get(), survey, facts);
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        Edits edits = new Edits(file, migration);
        Optional<List<Scalar>> scalars = scalars(file);
        if (scalars.isEmpty()) {
            LiveText.hash(file.text()).forEach(edits::move);
        } else {
            new ConfigEdits(edits, scalars.get()).propose();
            Containers.propose(edits, scalars.get());
            InnerConfig.propose(edits, scalars.get());
        }
        return edits.all();
    }

    private static Optional<List<Scalar>> scalars(SourceFile file) {
        if (YAML.contains(file.kind())) {
            return YamlScalars.of(file.text());
        }
        return LINES.contains(file.kind())
                ? Optional.of(LineScalars.of(file.text()))
                : JsonScalars.of(file.text());
    }
}
