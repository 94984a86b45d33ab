package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.code.Call.Argument;
import io.aigateway.migrate.code.Literal.Span;
import java.util.List;
import java.util.Set;

/**
 * Keys that stand in the code: read from the environment instead. Whoever could read the code has
 * the key, so that it must be rotated.
 */
final class KeyRule implements Rule {

    private static final String RULE = "key-literal";
    private static final String GUIDE = "keys";

    private static final Set<String> KEY_NAMES =
            Set.of("apikey", "openaiapikey", "token", "apitoken", "accesstoken", "authtoken");

    private static final Set<String> CONSTANTS_ONLY =
            Set.of("const_spec", "annotation", "annotation_argument_list", "enum_assignment");

    private static final Set<String> FALLBACKS = Set.of("||", "??", "or", "?:");
    private static final Set<String> READERS = Set.of("get", "getenv", "fetch", "getOrDefault");

    @Override
    public void apply(Look look) {
        if (look.migration().names().keysStay()) {
            return;
        }
        String text = look.program().text();
        for (Literal literal : look.program().literals()) {
            String value = literal.constant(text);
            if (!value.isEmpty() && EnvironmentWrite.isOfAKey(look, literal.node())) {
                EnvironmentWrite.remove(look, literal.node(), rotate(look, Secrets.masked(value)));
            }
        }
        for (Secrets.Found key : Secrets.in(text, look.migration().facts())) {
            look.program().literals().stream()
                    .filter(literal -> holds(literal, key.start(), key.end()))
                    .findFirst()
                    .ifPresentOrElse(
                            literal -> replace(look, literal, key),
                            () -> tell(look, key, "a key stands in the text"));
        }
    }

    private static boolean holds(Literal literal, int start, int end) {
        return literal.pieces().stream()
                .anyMatch(piece -> piece.start() <= start && end <= piece.end());
    }

    private static void replace(Look look, Literal literal, Secrets.Found key) {
        Span last = literal.pieces().get(literal.pieces().size() - 1);
        boolean ends = last.end() == key.end();
        if (!ends || needsConstant(look.program(), literal.node())) {
            tell(look, key, "a key stands where only a constant may stand");
            return;
        }
        if (EnvironmentWrite.remove(look, literal.node(), rotate(look, key.masked()))) {
            return;
        }
        String quote = look.program().text().substring(last.end(), literal.node().end());
        boolean all = literal.pieces().get(0).start() == key.start();
        int start = all ? literal.node().start() : key.start();
        put(look, literal.node(), start, all ? "" : quote + " + ", rotate(look, key.masked()));
    }

    private static String rotate(Look look, String masked) {
        return "a key stood in the code (%s): rotate it, and set %s"
                .formatted(masked, look.keyVariable());
    }

    private static void put(Look look, SyntaxNode node, int start, String before, String why) {
        boolean fallback = isFallback(look.program(), node);
        String read = fallback ? "\"\"" : look.readKey() + assertion(look);
        boolean added =
                look.add(Proposal.rewritten(RULE, start, node.end(), before + read, why, GUIDE));
        if (added && !fallback) {
            look.needsReadImport();
        }
    }

    /** TypeScript wants to be told that the variable is set. */
    private static String assertion(Look look) {
        Dialect dialect = look.program().dialect();
        boolean typed = dialect == Dialect.TYPESCRIPT || dialect == Dialect.TSX;
        return typed ? "!" : "";
    }

    private static void tell(Look look, Secrets.Found key, String what) {
        look.add(
                Proposal.manual(
                        RULE,
                        key.start(),
                        key.end(),
                        "%s (%s): take it out, and rotate it".formatted(what, key.masked()),
                        GUIDE));
    }

    private static boolean needsConstant(Program program, SyntaxNode node) {
        for (SyntaxNode at = node.parent(); at != null; at = at.parent()) {
            boolean kotlin = at.is("property_declaration") && program.in(at).contains("const val");
            if (at.is(CONSTANTS_ONLY) || kotlin) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is taken when the environment says nothing: there the environment is not asked again.
     */
    private static boolean isFallback(Program program, SyntaxNode node) {
        SyntaxNode around = node.parent();
        if (around == null) {
            return false;
        }
        List<SyntaxNode> parts = around.named();
        boolean last = !parts.isEmpty() && parts.get(parts.size() - 1) == node && parts.size() > 1;
        boolean chosen = last && FALLBACKS.stream().anyMatch(around::hasToken);
        return chosen
                || (last
                        && around.is(Shapes.ARGUMENTS)
                        && program.callWith(around)
                                .filter(call -> READERS.contains(call.lastName()))
                                .isPresent());
    }

    /** A client whose URL moves needs the gateway's key: what it has in its place is not one. */
    static void besideUrl(Look look, SyntaxNode url) {
        Slot slot = look.program().slotOf(url);
        SyntaxNode holder = slot.holder();
        if (holder == null || slot.kind() == Slot.Kind.ASSIGNED) {
            return;
        }
        for (Argument argument : Siblings.of(look.program(), slot)) {
            if (KEY_NAMES.contains(Slot.plain(argument.name()))) {
                literal(look, argument);
            }
        }
    }

    /** What is given as a key as it is: it was one of the source's. */
    static void literal(Look look, Argument argument) {
        SyntaxNode value = argument.value();
        if (isLiteral(look, argument)) {
            String code = Literal.of(value).constant(look.program().text());
            put(look, value, value.start(), "", rotate(look, Secrets.masked(code)));
        }
    }

    private static boolean isLiteral(Look look, Argument argument) {
        SyntaxNode value = argument.value();
        boolean taken = look.found().edits(value.start(), value.end());
        return !taken && value.is(Shapes.STRINGS) && Literal.of(value).isConstant();
    }
}
