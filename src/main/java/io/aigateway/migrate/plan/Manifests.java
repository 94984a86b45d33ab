package io.aigateway.migrate.plan;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the source's packages out of lists of dependencies, once nothing imports them any more. */
final class Manifests {

    /** The lists of dependencies that are edited. */
    static final Set<FileKind> KINDS =
            Set.of(FileKind.REQUIREMENTS, FileKind.PYPROJECT, FileKind.PACKAGE_JSON);

    private static final String VERSION = "(?:\\[[^\\]\\n]*\\])?[ \\t]*(?:[=<>~!;@ ][^\\n]*?)?";

    private final SourceFile file;
    private final SourceFacts facts;
    private final Imports left;
    private final List<Proposal> proposals = new ArrayList<>();

    private Manifests(SourceFile file, SourceFacts facts, Imports left) {
        this.file = file;
        this.facts = facts;
        this.left = left;
    }

    static List<Proposal> propose(SourceFile file, SourceFacts facts, Imports left) {
        Manifests manifest = new Manifests(file, facts, left);
        if (file.kind() == FileKind.PACKAGE_JSON) {
            manifest.npm();
        } else {
            manifest.python();
        }
        return manifest.proposals;
    }

    private void python() {
        boolean wanted = left.pypi("openai") && !names("openai");
        for (String name : facts.packages().getOrDefault("python", List.of())) {
            if (left.pypi(name)) {
                continue;
            }
            Matcher line = line(name);
            while (line.find()) {
                String after =
                        wanted && line.group(2) != null
                                ? line.group(1) + "openai" + line.group(3) + line.group(4)
                                : "";
                wanted = wanted && after.isEmpty();
                drop(name, line.start(), line.end(), after);
            }
        }
    }

    /** Whether a list names a package already. */
    private boolean names(String name) {
        return line(name).find();
    }

    /**
     * A line that names a package and nothing else: as a line, a string of a list, or a table's
     * key.
     */
    private Matcher line(String name) {
        String spelled = Pattern.quote(name).replace("-", "\\E[-_.]\\Q");
        String regex =
                file.kind() == FileKind.REQUIREMENTS
                        ? "(?im)^()(" + spelled + ")" + VERSION + "()[ \\t]*(\\R|\\z)"
                        : "(?im)^([ \\t]*[\"'])("
                                + spelled
                                + ")(?:\\[[^\\]\\n]*\\])?[^\"'\\n]*([\"'],?)[ \\t]*(\\R|\\z)|^"
                                + spelled
                                + "[ \\t]*=[^\\n]*\\R";
        return Pattern.compile(regex).matcher(file.text());
    }

    private void npm() {
        for (String name : facts.packages().getOrDefault("npm", List.of())) {
            Matcher entry =
                    Pattern.compile(
                                    "(,?)(\\s*)\""
                                            + Pattern.quote(name)
                                            + "\"\\s*:\\s*\"[^\"\\n]*\"(\\s*,)?")
                            .matcher(file.text());
            if (left.npm().contains(name) || !entry.find()) {
                continue;
            }
            boolean last = entry.group(3) == null;
            int start = last ? entry.start() : entry.start(2);
            drop(name, start, entry.end(), "");
            if (left.npm().contains("openai") && !file.text().contains("\"openai\"")) {
                proposals.add(
                        Proposal.manual(
                                "dependency",
                                start,
                                entry.end(),
                                "the programs import openai now: npm install openai",
                                "clients"));
            }
        }
    }

    private void drop(String name, int start, int end, String after) {
        proposals.add(
                Proposal.suggested(
                        "dependency",
                        start,
                        end,
                        after,
                        "nothing imports " + name + " any more",
                        "clients"));
    }
}
