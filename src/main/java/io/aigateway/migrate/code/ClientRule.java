package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Tier;
import io.aigateway.migrate.code.Call.Argument;
import io.aigateway.migrate.code.References.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The source's own clients: told where the gateway is, so that they work as they stand. What takes
 * their place is a suggestion of its own, see {@link ClientSwap}.
 */
final class ClientRule implements Rule {

    private static final String RULE = "client";
    private static final String GUIDE = "clients";

    @Override
    public void apply(Look look) {
        for (Reference reference : look.references().all()) {
            told(look, reference);
        }
        look.references()
                .modules()
                .forEach(module -> manual(look, module, module.known().manual()));
        for (Call call : look.program().calls()) {
            look.references()
                    .called(call)
                    .filter(Known::isClient)
                    .ifPresent(known -> point(look, call, known));
        }
    }

    private static void told(Look look, Reference reference) {
        Known known = reference.known();
        if (!reference.member().isEmpty()) {
            known.members().entrySet().stream()
                    .filter(one -> (reference.member() + ".").startsWith(one.getKey() + "."))
                    .forEach(one -> manual(look, reference, one.getValue()));
        } else if (known.isUrl()) {
            constant(look, reference);
        } else if (!known.manual().isEmpty()) {
            manual(look, reference, known.manual());
        }
    }

    private static void manual(Look look, Reference reference, String why) {
        SyntaxNode node = reference.node();
        look.add(Proposal.manual(RULE, node.start(), node.end(), why, GUIDE));
    }

    private static void constant(Look look, Reference reference) {
        SyntaxNode node = reference.node();
        String url = look.quoted(look.migration().target().baseUrl());
        look.add(
                Proposal.rewritten(
                        "base-url",
                        node.start(),
                        node.end(),
                        url,
                        "the gateway's base URL",
                        "base-url"));
        KeyRule.besideUrl(look, node);
    }

    private static void point(Look look, Call call, Known known) {
        List<Argument> given = argumentsOf(look.program(), call, known);
        if (isBuiltElsewhere(look.program(), call, known)) {
            String why = "its options are made elsewhere: set %s there to %s, and %s to %s";
            look.add(
                    Proposal.manual(
                            RULE,
                            call.node().start(),
                            call.calleeEnd(),
                            why.formatted(
                                    known.url(), url(look, known), known.key(), look.readKey()),
                            GUIDE));
            return;
        }
        boolean url = isGiven(given, known, known.url());
        boolean key = isGiven(given, known, known.key());
        given.stream()
                .filter(one -> known.renamed(one.name()).equals(known.renamed(known.key())))
                .forEach(one -> KeyRule.literal(look, one));
        if (!(known.suggested() && url)) {
            insert(look, call, known, given, missing(look, known, url, key));
        }
    }

    /** An argument counts under any name that it may have. */
    private static boolean isGiven(List<Argument> given, Known known, String name) {
        return given.stream()
                .map(Argument::name)
                .anyMatch(one -> known.renamed(one).equals(known.renamed(name)));
    }

    private static List<String> missing(Look look, Known known, boolean url, boolean key) {
        boolean swapped = look.migration().choices().aggressive() && !known.becomes().isEmpty();
        String sign = known.options() ? ": " : "=";
        List<String> missing = new ArrayList<>();
        if (swapped && !known.first().isEmpty()) {
            missing.add(look.inItsQuotes(known.first()));
        }
        if (!url) {
            String name = swapped ? known.renamed(known.url()) : known.url();
            missing.add(name + sign + look.quoted(url(look, known)));
        }
        if (!key) {
            missing.add(
                    (swapped ? known.renamed(known.key()) : known.key()) + sign + look.readKey());
            look.needsReadImport();
        }
        return missing;
    }

    private static String url(Look look, Known known) {
        boolean swapped = look.migration().choices().aggressive();
        return known.form() == Known.Form.INFERENCE && !swapped
                ? look.migration().target().root()
                : look.migration().target().baseUrl();
    }

    private static void insert(
            Look look, Call call, Known known, List<Argument> given, List<String> missing) {
        Tier tier = known.suggested() ? Tier.SUGGESTED : Tier.REWRITTEN;
        if (!missing.isEmpty()) {
            Insertion.of(look.program(), call, known.options(), missing)
                    .map(
                            edit ->
                                    edit.proposal(
                                            tier, RULE, "points the client to the gateway", GUIDE))
                    .ifPresent(look::add);
        }
        if (!known.modelPrefix().isEmpty()) {
            given.stream()
                    .filter(one -> one.name().equals("model"))
                    .findFirst()
                    .ifPresent(model -> prefix(look, model.value(), known.modelPrefix()));
        }
    }

    /** {@code openai/} makes LiteLLM send the rest of the name as it is. */
    private static void prefix(Look look, SyntaxNode model, String prefix) {
        boolean literal = model.is(Shapes.STRINGS) && !Literal.of(model).pieces().isEmpty();
        String code = look.program().in(model);
        int at = literal ? Literal.of(model).pieces().get(0).start() : model.start();
        String text = look.program().text();
        boolean there = text.startsWith(prefix, at) || text.startsWith("litellm_proxy/", at);
        boolean simple = literal || code.matches("[A-Za-z_][\\w.]*");
        if (!there && simple) {
            String before = literal ? prefix : look.quoted(prefix) + " + ";
            look.add(
                    Proposal.suggested(
                            RULE, at, at, before, "sends the model's name as it is", GUIDE));
        }
    }

    private static List<Argument> argumentsOf(Program program, Call call, Known known) {
        if (!known.options()) {
            return call.arguments();
        }
        Optional<Argument> first = call.arguments().stream().findFirst();
        return first.map(argument -> program.entriesOf(argument.value())).orElse(List.of());
    }

    /**
     * The clients of a program none of which is told here where to go: what is made of them is not
     * seen, so they call the source until a person has moved them.
     */
    static List<Call> builtElsewhere(Program program, References references) {
        List<Call> made = new ArrayList<>();
        for (Call call : program.calls()) {
            Optional<Known> known = references.called(call).filter(Known::isClient);
            if (known.isPresent() && !isBuiltElsewhere(program, call, known.get())) {
                return List.of();
            }
            known.ifPresent(one -> made.add(call));
        }
        return made;
    }

    private static boolean isBuiltElsewhere(Program program, Call call, Known known) {
        if (call.arguments().isEmpty()) {
            return false;
        }
        SyntaxNode first = call.arguments().get(0).value();
        boolean options = known.options() && !first.is("object");
        boolean spread =
                call.arguments().stream().anyMatch(one -> one.node().is("dictionary_splat"));
        return options || spread;
    }
}
