package io.aigateway.migrate.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the names of a program stand for: {@code Portkey} for {@code portkey_ai.Portkey}, whatever
 * it was called when it was imported.
 */
final class Imports {

    private static final Set<String> STATEMENTS =
            Set.of(
                    "import_statement",
                    "import_from_statement",
                    "import_declaration",
                    "import_header",
                    "import_spec");

    private static final Set<String> SPECIFIERS = Set.of("import_specifier", "aliased_import");
    private static final Set<String> LOADERS = Set.of("require", "import", "require_relative");

    /**
     * One name.
     *
     * @param local as the program says it
     * @param qualified what it stands for: the module, and the name in it
     * @param statement where it is imported
     * @param node the part of the statement about this name
     */
    record Imported(String local, String qualified, SyntaxNode statement, SyntaxNode node) {

        String module() {
            int dot = qualified.lastIndexOf('.');
            return dot < 0 ? qualified : qualified.substring(0, dot);
        }
    }

    private final Program program;
    private final Map<String, Imported> byLocal = new LinkedHashMap<>();
    private final List<Imported> modules = new ArrayList<>();

    private Imports(Program program) {
        this.program = program;
    }

    static Imports of(Program program) {
        Imports imports = new Imports(program);
        for (SyntaxNode node : program.nodes()) {
            if (node.is(STATEMENTS)) {
                imports.statement(node);
            }
        }
        program.calls().stream()
                .filter(call -> LOADERS.contains(call.callee()))
                .forEach(imports::loaded);
        return imports;
    }

    /** All names, and the modules that are named without taking a name from them. */
    List<Imported> all() {
        List<Imported> all = new ArrayList<>(byLocal.values());
        all.addAll(modules);
        return all;
    }

    /** What a name was imported as. */
    Optional<Imported> local(String name) {
        return Optional.ofNullable(byLocal.get(name));
    }

    /** The names that a statement imports. */
    List<Imported> of(SyntaxNode statement) {
        return byLocal.values().stream().filter(one -> one.statement() == statement).toList();
    }

    /** What {@code litellm.completion} stands for, or the name itself when it is not imported. */
    String qualified(String name) {
        int dot = name.indexOf('.');
        String root = dot < 0 ? name : name.substring(0, dot);
        Imported imported = byLocal.get(root);
        return imported == null
                ? name
                : imported.qualified() + (dot < 0 ? "" : name.substring(dot));
    }

    private void statement(SyntaxNode node) {
        switch (node.type()) {
            case "import_from_statement" -> fromPython(node);
            case "import_statement" -> {
                if (program.dialect().family() == Dialect.Family.PYTHON) {
                    plainPython(node);
                } else {
                    script(node);
                }
            }
            default -> module(node);
        }
    }

    private void fromPython(SyntaxNode node) {
        String module = node.field("module_name").map(program::in).orElse("");
        SyntaxNode first = node.field("module_name").orElse(node);
        for (SyntaxNode name : node.named()) {
            if (name != first && !name.is("wildcard_import")) {
                String[] names = names(name);
                add(names[1], module + "." + names[0], node, name);
            }
        }
    }

    private void plainPython(SyntaxNode node) {
        for (SyntaxNode name : node.named()) {
            String[] names = names(name);
            boolean aliased = name.is(SPECIFIERS);
            String root = names[0].replaceFirst("\\..*", "");
            add(aliased ? names[1] : root, aliased ? names[0] : root, node, name);
            if (!aliased && !root.equals(names[0])) {
                modules.add(new Imported("", names[0], node, name));
            }
        }
    }

    private void script(SyntaxNode node) {
        String module = node.field("source").map(program::nameOf).orElse("");
        if (module.isEmpty()) {
            return;
        }
        modules.add(new Imported("", module, node, node));
        node.child(Set.of("import_clause")).ifPresent(clause -> clause(clause, module, node));
    }

    private void clause(SyntaxNode clause, String module, SyntaxNode statement) {
        for (SyntaxNode part : clause.named()) {
            switch (part.type()) {
                case "identifier" -> add(program.in(part), module + ".default", statement, part);
                case "namespace_import" ->
                        add(program.in(part.named().get(0)), module, statement, part);
                default -> specifiers(part, module, statement);
            }
        }
    }

    private void specifiers(SyntaxNode part, String module, SyntaxNode statement) {
        for (SyntaxNode name : part.named()) {
            String[] names = names(name);
            add(names[1], module + "." + names[0], statement, name);
        }
    }

    /** The name where it comes from, and the one that it has here. */
    private String[] names(SyntaxNode node) {
        if (!node.is(SPECIFIERS)) {
            return new String[] {program.in(node), program.in(node)};
        }
        String name = node.field("name").map(program::in).orElse(program.in(node));
        String alias = node.field("alias").map(program::in).orElse(name);
        return new String[] {name, alias};
    }

    private void module(SyntaxNode node) {
        String text = program.in(node);
        String name =
                node.field("path")
                        .map(program::nameOf)
                        .orElseGet(() -> text.replaceFirst("^import\\s+(static\\s+)?", ""));
        modules.add(new Imported("", name.replaceAll("[;\\s].*", ""), node, node));
    }

    /** {@code const { Portkey } = require("portkey-ai")}, also with {@code await import(...)}. */
    private void loaded(Call call) {
        if (call.arguments().isEmpty()) {
            return;
        }
        String module = program.nameOf(call.arguments().get(0).value());
        SyntaxNode declaration = declarationAround(call.node());
        modules.add(new Imported("", module, call.node(), call.node()));
        if (declaration == null) {
            return;
        }
        SyntaxNode target = program.targetOf(declaration);
        if (!target.is("object_pattern")) {
            add(program.in(target), module, declaration, target);
            return;
        }
        for (SyntaxNode name : target.named()) {
            List<SyntaxNode> parts = name.named();
            String from = program.in(parts.isEmpty() ? name : parts.get(0));
            String to = program.in(parts.isEmpty() ? name : parts.get(parts.size() - 1));
            add(to, module + "." + from, declaration, name);
        }
    }

    private static @Nullable SyntaxNode declarationAround(SyntaxNode call) {
        SyntaxNode around = call.parent();
        while (around != null && around.is(Shapes.TRANSPARENT)) {
            around = around.parent();
        }
        return around != null && around.is("variable_declarator") ? around : null;
    }

    private void add(String local, String qualified, SyntaxNode statement, SyntaxNode node) {
        byLocal.putIfAbsent(local, new Imported(local, qualified, statement, node));
    }
}
