package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Imports.Imported;
import io.aigateway.migrate.code.Literal.Span;
import io.aigateway.migrate.code.References.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Imports of what takes the place of the source's clients. */
final class ImportSwap {

    private static final String RULE = "client-class";
    private static final String GUIDE = "clients";
    private static final String WHY = "what takes its place is imported";

    private final Look look;
    private final Set<String> done = new LinkedHashSet<>();

    ImportSwap(Look look) {
        this.look = look;
    }

    /** The name without its module. */
    static String simple(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    /** Whether the program gave it a name of its own. */
    static boolean isAliased(Imported imported) {
        String name = simple(imported.qualified());
        boolean whole = name.equals("default") || imported.qualified().equals(imported.local());
        return !whole && imported.qualified().contains(".") && !name.equals(imported.local());
    }

    void propose() {
        Map<SyntaxNode, List<Imported>> statements = new LinkedHashMap<>();
        for (Imported imported : look.imports().all()) {
            if (!imported.local().isEmpty() && takesPart(imported)) {
                statements
                        .computeIfAbsent(imported.statement(), any -> new ArrayList<>())
                        .add(imported);
            }
        }
        statements.forEach(this::statement);
    }

    private boolean takesPart(Imported imported) {
        boolean module = !successors(imported).isEmpty();
        return module || isSpent(imported);
    }

    /** What takes the place of a name, or of all that is taken from a module. */
    private Set<String> successors(Imported imported) {
        Set<String> successors = new LinkedHashSet<>();
        for (Reference reference : look.references().all()) {
            String name = Program.squeezed(look.program().in(reference.node()));
            boolean same = name.equals(imported.local()) || name.startsWith(imported.local() + ".");
            String successor = reference.known().successorOf(reference.qualified());
            if (same && reference.member().isEmpty() && !successor.isEmpty()) {
                boolean aliased = isAliased(imported);
                successors.add(aliased ? successor + " as " + imported.local() : successor);
            }
        }
        return successors;
    }

    /** A constant or a function whose every use is written out. */
    private boolean isSpent(Imported imported) {
        return look.references().all().stream()
                .filter(one -> one.qualified().equals(imported.qualified()))
                .anyMatch(one -> one.known().isUrl() || !one.known().headers().isEmpty());
    }

    private void statement(SyntaxNode statement, List<Imported> gone) {
        Map<String, List<String>> byModule = new LinkedHashMap<>();
        for (Imported imported : gone) {
            for (String successor : successors(imported)) {
                if (!isThere(successor) && done.add(successor)) {
                    byModule.computeIfAbsent(module(successor), any -> new ArrayList<>())
                            .add(successor.substring(module(successor).length() + 1));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        byModule.forEach((module, names) -> lines.add(line(statement, module, names)));
        boolean all = look.imports().of(statement).size() == gone.size() && !staysUsed(gone);
        if (all) {
            replace(statement, lines);
        } else {
            gone.stream()
                    .filter(one -> one.node() != statement && one.qualified().contains("."))
                    .forEach(this::remove);
            insert(statement, lines);
        }
    }

    /** A module of which other things are taken too. */
    private boolean staysUsed(List<Imported> gone) {
        return gone.stream()
                .filter(one -> !one.qualified().contains("."))
                .anyMatch(
                        one ->
                                look.references().all().stream()
                                        .filter(
                                                use ->
                                                        use.qualified()
                                                                .startsWith(one.qualified() + "."))
                                        .anyMatch(
                                                use ->
                                                        use.known()
                                                                .successorOf(use.qualified())
                                                                .isEmpty()));
    }

    private boolean isThere(String successor) {
        String qualified = successor.replaceFirst(" as .*", "");
        return look.imports()
                .local(simple(qualified))
                .filter(one -> one.module().equals(module(successor)))
                .isPresent();
    }

    private static String module(String successor) {
        String qualified = successor.replaceFirst(" as .*", "");
        return qualified.substring(0, qualified.lastIndexOf('.'));
    }

    private String line(SyntaxNode statement, String module, List<String> names) {
        String name = String.join(", ", names);
        if (look.program().dialect() == Dialect.PYTHON) {
            return "from " + module + " import " + name;
        }
        String code = look.program().in(statement);
        String quote = code.contains("'") ? "'" : "\"";
        if (statement.is("variable_declarator")) {
            String from = name.replace(" as ", ": ");
            return "{ " + from + " } = require(" + quote + module + quote + ")";
        }
        String end = code.endsWith(";") ? ";" : "";
        return "import { " + name + " } from " + quote + module + quote + end;
    }

    private void replace(SyntaxNode statement, List<String> lines) {
        int end = statement.end();
        if (lines.isEmpty() && !statement.is("variable_declarator")) {
            end = endOfLine(end);
        }
        String between = statement.is("variable_declarator") ? ", " : lineEnd();
        suggest(statement.start(), end, String.join(between, lines));
    }

    private void insert(SyntaxNode statement, List<String> lines) {
        if (!lines.isEmpty() && !statement.is("variable_declarator")) {
            suggest(
                    statement.start(),
                    statement.start(),
                    String.join(lineEnd(), lines) + lineEnd());
        }
    }

    private void remove(Imported imported) {
        Span span = Removal.of(look, imported.node());
        suggest(span.start(), span.end(), "");
    }

    private String lineEnd() {
        return ReadImport.lineEnd(look.program().text());
    }

    private int endOfLine(int from) {
        String text = look.program().text();
        int end = text.indexOf('\n', from);
        boolean blank = end >= 0 && text.substring(from, end).isBlank();
        return blank ? end + 1 : from;
    }

    private void suggest(int start, int end, String after) {
        look.add(Proposal.suggested(RULE, start, end, after, WHY, GUIDE));
    }
}
