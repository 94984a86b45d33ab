package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Call.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function of the source that builds headers: the suggestion to write those that mean something
 * here as they are, and the key where the client takes it.
 */
final class HeadersCall implements Rule {

    private static final String RULE = "client-class";
    private static final String GUIDE = "headers";
    private static final Set<String> KEYS = Set.of("apikey", "openaiapikey");

    @Override
    public void apply(Look look) {
        for (Call call : look.program().calls()) {
            look.references()
                    .called(call)
                    .filter(known -> !known.headers().isEmpty())
                    .ifPresent(known -> propose(look, call, known));
        }
    }

    private static void propose(Look look, Call call, Known known) {
        List<Argument> given = given(look.program(), call, known);
        Slot slot = look.program().slotOf(call.node());
        Optional<Argument> key =
                given.stream().filter(one -> one.name().equals(known.key())).findFirst();
        Optional<Argument> own =
                Siblings.of(look.program(), slot).stream()
                        .filter(one -> KEYS.contains(Slot.plain(one.name())))
                        .findFirst();
        List<String> headers = headers(look, known, given);
        if (own.isPresent()) {
            key.ifPresent(from -> take(look, own.get().value(), from.value()));
        } else {
            key.ifPresent(from -> headers.add(0, authorization(look, from.value())));
        }
        String why = "the headers that mean something here" + lost(known, given);
        SyntaxNode node = call.node();
        look.add(Proposal.suggested(RULE, node.start(), node.end(), object(headers), why, GUIDE));
    }

    private static List<Argument> given(Program program, Call call, Known known) {
        if (!known.options()) {
            return call.arguments();
        }
        return call.arguments().stream()
                .findFirst()
                .map(first -> program.entriesOf(first.value()))
                .orElse(List.of());
    }

    private static void take(Look look, SyntaxNode place, SyntaxNode key) {
        String code = look.renamed(look.program().in(key));
        look.add(
                Proposal.suggested(
                        RULE,
                        place.start(),
                        place.end(),
                        code,
                        "the gateway's key is the bearer",
                        GUIDE));
    }

    private static String authorization(Look look, SyntaxNode key) {
        return look.inItsQuotes("\"Authorization\": \"Bearer \" + ")
                + look.renamed(look.program().in(key));
    }

    private static List<String> headers(Look look, Known known, List<Argument> given) {
        List<String> headers = new ArrayList<>();
        for (Argument argument : given) {
            String header = known.headers().get(argument.name());
            if (header != null) {
                String value = look.renamed(look.program().in(argument.value()));
                headers.add(look.quoted(header) + ": " + written(look, argument.value(), value));
            }
        }
        return headers;
    }

    /** A header is a string: an object is written as JSON. */
    private static String written(Look look, SyntaxNode value, String code) {
        if (!value.is(Shapes.OBJECTS)) {
            return code;
        }
        if (look.program().dialect() != Dialect.PYTHON) {
            return "JSON.stringify(" + code + ")";
        }
        jsonImport(look);
        return "json.dumps(" + code + ")";
    }

    private static void jsonImport(Look look) {
        SyntaxNode root = look.program().nodes().get(0);
        String end = ReadImport.lineEnd(look.program().text());
        if (look.imports().local("json").isEmpty()) {
            root.children().stream()
                    .filter(node -> node.type().startsWith("import"))
                    .findFirst()
                    .ifPresent(
                            first ->
                                    look.add(
                                            Proposal.suggested(
                                                    RULE,
                                                    first.end(),
                                                    first.end(),
                                                    end + "import json",
                                                    "a header is a string",
                                                    GUIDE)));
        }
    }

    private static String lost(Known known, List<Argument> given) {
        StringBuilder lost = new StringBuilder();
        for (Argument argument : given) {
            String why = known.gone().get(argument.name());
            if (why != null && !known.headers().containsKey(argument.name())) {
                lost.append("; ").append(argument.name()).append(": ").append(why);
            }
        }
        return lost.toString();
    }

    private static String object(List<String> headers) {
        return headers.isEmpty() ? "{}" : "{" + String.join(", ", headers) + "}";
    }
}
