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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from Maven's and Gradle's files which version of Spring AI a tree uses. */
final class LibraryVersions implements Rewriter {

    private static final Pattern SPRING_AI =
            Pattern.compile(
                    "spring-ai(?:-[a-z-]+)?[\"'}:]+(\\d[\\w.-]*)"
                            + "|<spring-ai\\.version>\\s*(\\d[\\w.-]*)"
                            + "|<artifactId>spring-ai-[a-z-]+</artifactId>\\s*<version>\\s*(\\d[\\w.-]*)"
                            + "|(?i:spring-?ai-?(?:version)?)[\"']?\\s*[=,:]\\s*[\"'](\\d[\\w.-]*)");

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.POM, FileKind.GRADLE);
    }

    @Override
    public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
        Matcher found = SPRING_AI.matcher(file.text());
        while (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    survey.version("spring-ai", found.group(group));
                }
            }
        }
    }

    @Override
    public List<Proposal> propose(SourceFile file, Migration migration) {
        return List.of();
    }
}
