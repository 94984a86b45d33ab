package io.aigateway.migrate.text;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import java.util.List;
import java.util.Set;

/** Texts of kinds that nobody rewrites: what they hold is told, and their variables are kept. */
final class OtherTexts implements Rewriter {

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.OTHER);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        Variables.in(file.text(), facts)
                .forEach(
                        found ->
                                survey.fixed(
                                        found.name(),
                                        file,
                                        found.start(),
                                        "files of this kind are not rewritten"));
        Set<String> keys = StayingCalls.keysIn(file.text(), facts);
        if (!keys.isEmpty()) {
            ApiUrl.in(file.text(), facts).stream()
                    .filter(url -> !url.local())
                    .forEach(url -> survey.stays(file, url.start(), url.host(), keys));
        }
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        Edits edits = new Edits(file, migration);
        for (ApiUrl url : edits.urlsIn(Span.all(file.text()))) {
            edits.manual(
                    "base-url",
                    url.start(),
                    url.end() + url.rest().length(),
                    "files of this kind are not rewritten; the gateway's base URL is "
                            + migration.target().baseUrl());
        }
        return edits.all();
    }
}
