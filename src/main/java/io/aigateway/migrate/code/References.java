package io.aigateway.migrate.code;

import io.aigateway.migrate.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a program uses what it took from the source's packages, and the clients it made of it. */
final class References {

    /** Names that are not used where they stand, but given. */
    private static final Set<String> GIVEN = Set.of("keyword_argument", "pair", "dotted_name");

    /** Families whose imports give names, so that what is used is told where it is used. */
    private static final Set<Dialect.Family> RESOLVED =
            Set.of(Dialect.Family.PYTHON, Dialect.Family.SCRIPT);

    /**
     * One use.
     *
     * @param node the whole name: {@code litellm.exceptions.Timeout}
     * @param qualified what it stands for
     * @param known what is known of it
     * @param member for what is asked of a client: the rest of the name, {@code prompts.render}
     */
    record Reference(SyntaxNode node, String qualified, Known known, String member) {}

    private final Program program;
    private final Imports imports;
    private final List<Known> known;
    private final Map<String, Known> clients = new HashMap<>();
    private final List<Reference> all = new ArrayList<>();

    private References(Program program, Imports imports, List<Known> known) {
        this.program = program;
        this.imports = imports;
        this.known = known;
    }

    static References of(Program program, Imports imports, Source source) {
        List<Known> known = KnownFile.of(source, program.dialect().family());
        References references = new References(program, imports, known);
        program.nodes().forEach(references::client);
        program.nodes().forEach(references::use);
        return references;
    }

    List<Reference> all() {
        return all;
    }

    /** What is known of what a call calls; empty when it is not the source's. */
    Optional<Known> called(Call call) {
        String qualified = imports.qualified(call.callee());
        return known.stream().filter(one -> one.isNamed(qualified)).findFirst();
    }

    /** What is known of a client that the program made, by the name that it has there. */
    Optional<Known> client(String name) {
        return Optional.ofNullable(clients.get(name));
    }

    /** Whether a client of the source's stays as it is, with its own names and keys. */
    boolean stay() {
        return Stream.concat(all.stream(), modules().stream())
                .anyMatch(one -> !one.known().reads().isEmpty());
    }

    /** What is known of modules that the program names without taking a name from them. */
    List<Reference> modules() {
        List<Reference> modules = new ArrayList<>();
        if (RESOLVED.contains(program.dialect().family())) {
            return modules;
        }
        for (Imports.Imported module : imports.all()) {
            known.stream()
                    .filter(one -> one.names().stream().anyMatch(module.qualified()::startsWith))
                    .filter(one -> !one.manual().isEmpty())
                    .findFirst()
                    .ifPresent(
                            one ->
                                    modules.add(
                                            new Reference(
                                                    module.node(), module.qualified(), one, "")));
        }
        return modules;
    }

    private void client(SyntaxNode node) {
        if (node.is("as_pattern") && node.named().size() > 1) {
            remember(node.named().get(1), node.named().get(0));
        } else if (node.is(Shapes.ASSIGNMENTS)) {
            remember(program.targetOf(node), program.valueOf(node));
        }
    }

    private void remember(SyntaxNode target, SyntaxNode value) {
        Optional<Known> made = program.callWithin(value).flatMap(this::called);
        made.filter(one -> one.isClient() || !one.members().isEmpty())
                .ifPresent(one -> clients.put(Program.squeezed(program.in(target)), one));
    }

    private void use(SyntaxNode node) {
        if (!isWholeName(node)) {
            return;
        }
        String name = Program.squeezed(program.in(node));
        Reference asked = askedOfClient(node, name);
        if (asked != null) {
            all.add(asked);
            return;
        }
        boolean imported =
                imports.local(rootOf(name)).filter(one -> one.node() != node).isPresent();
        if (imported) {
            String qualified = imports.qualified(name);
            meant(qualified).ifPresent(one -> all.add(new Reference(node, qualified, one, "")));
        }
    }

    /** What bears this name; else what it lies in, when that is a person's to move. */
    private Optional<Known> meant(String qualified) {
        return known.stream()
                .filter(one -> one.isNamed(qualified))
                .findFirst()
                .or(
                        () ->
                                known.stream()
                                        .filter(one -> !one.manual().isEmpty())
                                        .filter(one -> one.covers(qualified))
                                        .findFirst());
    }

    private @Nullable Reference askedOfClient(SyntaxNode node, String name) {
        for (Map.Entry<String, Known> client : clients.entrySet()) {
            if (name.startsWith(client.getKey() + ".")) {
                String member = name.substring(client.getKey().length() + 1);
                return new Reference(node, name, client.getValue(), member);
            }
        }
        return null;
    }

    private static String rootOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static boolean isWholeName(SyntaxNode node) {
        boolean name = node.is(Shapes.MEMBERS) || node.is(Shapes.IDENTIFIERS);
        SyntaxNode parent = node.parent();
        if (!name || parent == null || parent.is(Shapes.MEMBERS)) {
            return false;
        }
        boolean given = parent.is(GIVEN) && parent.named().get(0) == node && !parent.is("pair");
        return !given && !isOfAnImport(node);
    }

    private static boolean isOfAnImport(SyntaxNode node) {
        for (SyntaxNode at = node; at != null; at = at.parent()) {
            if (at.type().startsWith("import") && !at.is("import")) {
                return true;
            }
        }
        return false;
    }
}
