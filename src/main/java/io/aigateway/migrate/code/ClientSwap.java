package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Call.Argument;
import io.aigateway.migrate.code.Literal.Span;
import io.aigateway.migrate.code.References.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The suggestion to take OpenAI's client in place of the source's: its import, its name, the
 * arguments and methods that differ.
 */
final class ClientSwap implements Rule {

    private static final String RULE = "client-class";
    private static final String GUIDE = "clients";
    private static final String WHY = "OpenAI's own client does the same";

    @Override
    public void apply(Look look) {
        if (!ClientRule.builtElsewhere(look.program(), look.references()).isEmpty()) {
            // OpenAI's client would call OpenAI with what the options hold.
            return;
        }
        ImportSwap imports = new ImportSwap(look);
        for (Reference reference : look.references().all()) {
            if (reference.member().isEmpty()) {
                name(look, reference);
            } else {
                method(look, reference);
            }
        }
        look.program().calls().forEach(call -> arguments(look, call));
        imports.propose();
    }

    private static void name(Look look, Reference reference) {
        Known known = reference.known();
        String successor = known.successorOf(reference.qualified());
        if (successor.isEmpty()) {
            return;
        }
        String name = ImportSwap.simple(successor);
        String local = look.program().in(reference.node());
        boolean aliased =
                look.imports().local(local).filter(one -> ImportSwap.isAliased(one)).isPresent();
        if (!aliased && !local.equals(name)) {
            SyntaxNode node = reference.node();
            suggest(look, node.start(), node.end(), name, WHY);
        }
    }

    private static void method(Look look, Reference reference) {
        String code = look.program().in(reference.node());
        for (Map.Entry<String, String> method : reference.known().methods().entrySet()) {
            int at = code.lastIndexOf("." + method.getKey());
            if (at >= 0 && reference.member().equals(method.getKey())) {
                int start = reference.node().start() + at + 1;
                if (!method.getKey().equals(method.getValue())) {
                    int end = start + method.getKey().length();
                    suggest(look, start, end, method.getValue(), "its name in OpenAI's client");
                }
                return;
            }
        }
    }

    private static void arguments(Look look, Call call) {
        Optional<Known> known =
                look.references().called(call).filter(one -> !one.becomes().isEmpty());
        if (known.isEmpty() || call.arguments().isEmpty()) {
            return;
        }
        List<Argument> arguments =
                known.get().options()
                        ? look.program().entriesOf(call.arguments().get(0).value())
                        : call.arguments();
        for (int i = arguments.size() - 1; i >= 0; i--) {
            argument(look, known.get(), arguments.get(i));
        }
    }

    private static void argument(Look look, Known known, Argument argument) {
        String gone = known.gone().get(argument.name());
        if (gone != null) {
            Span span = Removal.of(look, argument.node());
            suggest(look, span.start(), span.end(), "", gone);
        } else if (!known.renamed(argument.name()).equals(argument.name())) {
            int start = argument.node().start();
            int end = start + argument.name().length();
            suggest(
                    look,
                    start,
                    end,
                    known.renamed(argument.name()),
                    "its name in OpenAI's client");
        }
    }

    private static void suggest(Look look, int start, int end, String after, String why) {
        look.add(Proposal.suggested(RULE, start, end, after, why, GUIDE));
    }
}
