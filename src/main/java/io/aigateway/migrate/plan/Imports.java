package io.aigateway.migrate.plan;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.FileKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which packages a tree's programs import once a plan is carried out.
 *
 * @param python names of modules, up to their first dot
 * @param npm names of packages
 */
record Imports(Set<String> python, Set<String> npm) {

    private static final Set<FileKind> PYTHON = Set.of(FileKind.PYTHON, FileKind.NOTEBOOK);
    private static final Set<FileKind> NPM =
            Set.of(FileKind.TYPESCRIPT, FileKind.TSX, FileKind.JAVASCRIPT);
    private static final Pattern PYTHON_IMPORT =
            Pattern.compile("(?m)(?:^|\\\\n|\")[ \\t\"]*(?:import|from)[ \\t]+([A-Za-z_]\\w*)");
    private static final Pattern NPM_IMPORT =
            Pattern.compile(
                    "(?:from|import|require\\(|import\\()\\s*[\"']((?:@[^/\"']+/)?[^/\"']+)[^\"']*[\"']");

    /** Packages whose module is not called like them. */
    private static final Map<String, String> MODULES =
            Map.of("fireworks-ai", "fireworks", "helicone-helpers", "helicone_helpers");

    /** Reads them from what the files become. */
    static Imports after(List<FilePlan> plans, Choices choices) {
        Imports imports = new Imports(new HashSet<>(), new HashSet<>());
        for (FilePlan plan : plans) {
            FileKind kind = plan.file().kind();
            if (PYTHON.contains(kind)) {
                collect(PYTHON_IMPORT, plan.after(choices), imports.python);
            } else if (NPM.contains(kind)) {
                collect(NPM_IMPORT, plan.after(choices), imports.npm);
            }
        }
        return imports;
    }

    /** Whether any program imports a package of PyPI. */
    boolean pypi(String name) {
        return python.contains(MODULES.getOrDefault(name, name.replace('-', '_')));
    }

    private static void collect(Pattern pattern, String text, Set<String> names) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
    }
}
