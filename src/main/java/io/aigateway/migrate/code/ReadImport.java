package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The import that reading an environment variable needs: {@code import os}. */
final class ReadImport {

    private static final String WHY = "the key is read from the environment";

    private ReadImport() {}

    /** Where it goes; empty when it is there, or none is needed. */
    static Optional<Proposal> in(Look look) {
        return switch (look.program().dialect()) {
            case PYTHON -> python(look);
            case GO -> go(look);
            default -> Optional.empty();
        };
    }

    private static Optional<Proposal> python(Look look) {
        boolean there =
                look.imports().local("os").filter(os -> os.qualified().equals("os")).isPresent();
        return there
                ? Optional.empty()
                : Optional.of(insertion(look, beforeFirst(look), "import os"));
    }

    private static Optional<Proposal> go(Look look) {
        List<SyntaxNode> specs =
                look.program().nodes().stream().filter(node -> node.is("import_spec")).toList();
        if (specs.stream()
                .anyMatch(
                        spec ->
                                look.program()
                                        .nameOf(spec.named().get(spec.named().size() - 1))
                                        .equals("os"))) {
            return Optional.empty();
        }
        Optional<SyntaxNode> list =
                look.program().nodes().stream()
                        .filter(node -> node.is("import_spec_list"))
                        .findFirst();
        if (list.isPresent() && !specs.isEmpty()) {
            return Optional.of(insertion(look, specs.get(0).start(), "\"os\""));
        }
        return look.program().nodes().stream()
                .filter(node -> node.is("package_clause"))
                .findFirst()
                .map(clause -> afterPackage(look, clause.end()));
    }

    private static Proposal afterPackage(Look look, int at) {
        String end = lineEnd(look.program().text());
        return Proposal.rewritten("import", at, at, end + end + "import \"os\"", WHY, "keys");
    }

    /** Before the first import that stands by itself; behind what has to be first. */
    private static int beforeFirst(Look look) {
        Program program = look.program();
        SyntaxNode root = program.nodes().get(0);
        return root.children().stream()
                .filter(node -> node.type().startsWith("import"))
                .min(Comparator.comparingInt(SyntaxNode::start))
                .map(SyntaxNode::start)
                .orElseGet(() -> firstStatement(root));
    }

    private static int firstStatement(SyntaxNode root) {
        List<SyntaxNode> statements =
                root.named().stream()
                        .filter(node -> !node.is("future_import_statement"))
                        .filter(node -> !isDocumentation(node))
                        .toList();
        return statements.isEmpty() ? root.end() : statements.get(0).start();
    }

    private static boolean isDocumentation(SyntaxNode statement) {
        List<SyntaxNode> parts = statement.named();
        return statement.is("expression_statement")
                && parts.size() == 1
                && parts.get(0).is("string");
    }

    /** A line of its own before what stands at a place, indented as that is. */
    static Proposal insertion(Look look, int at, String line) {
        String text = look.program().text();
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        String indent = text.substring(lineStart, at);
        String kept = indent.isBlank() ? indent : "";
        return Proposal.rewritten("import", at, at, line + lineEnd(text) + kept, WHY, "keys");
    }

    static String lineEnd(String text) {
        int at = text.indexOf('\n');
        return at > 0 && text.charAt(at - 1) == '\r' ? "\r\n" : "\n";
    }
}
