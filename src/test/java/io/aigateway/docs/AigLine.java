package io.aigateway.docs;

import io.aigateway.cli.Aig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of documentation that runs {@code aig}.
 *
 * @param place where it stands
 * @param arguments what follows {@code aig}
 */
record AigLine(String place, List<String> arguments) {

    private static final Pattern COMMAND =
            Pattern.compile("(?:^|\\$\\(|^\\$ )(?:\\./)?aig ([^|)]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    /** Verbs that would not end, or read or change files; their help is shown. */
    private static final Set<String> ONLY_PARSED = Set.of("up", "check", "migrate");

    /** What came of it. */
    record Result(int exitCode, String errors) {}

    static List<AigLine> in(DocBlock block) {
        List<AigLine> lines = new ArrayList<>();
        for (String line : block.text().lines().toList()) {
            Matcher command = COMMAND.matcher(line.strip());
            if (command.find()) {
                lines.add(new AigLine(block.toString(), words(command.group(1))));
            }
        }
        return lines;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find() && !matcher.group().startsWith("#")) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    /** Runs it against a gateway. */
    Result run(String baseUrl, String key) {
        List<String> all = new ArrayList<>(arguments);
        if (ONLY_PARSED.contains(arguments.get(0))) {
            all.add("--help");
        } else if (arguments.get(0).equals("tail")) {
            all.add("--once");
        }
        Map<String, String> environment =
                Map.of("AIGATEWAY_BASE_URL", baseUrl, "AIGATEWAY_API_KEY", key);
        StringWriter errors = new StringWriter();
        int exitCode =
                Aig.run(
                        all.toArray(String[]::new),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(errors),
                        environment::get,
                        false);
        return new Result(exitCode, errors.toString());
    }
}
