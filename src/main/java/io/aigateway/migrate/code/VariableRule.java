package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Literal.Span;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables under their new names: in strings, and as properties, as in {@code
 * process.env.OPENROUTER_API_KEY}.
 */
final class VariableRule implements Rule {

    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]+");

    private static final Set<String> PROPERTIES = Set.of("property_identifier");

    /** {@code {NAME}}: what is inside keeps its name, what is outside gets the new one. */
    private static final Set<String> SHORT =
            Set.of("shorthand_property_identifier", "shorthand_property_identifier_pattern");

    @Override
    public void apply(Look look) {
        places(look.program(), (name, node) -> rename(look, name, node));
    }

    private static void rename(Look look, Span place, SyntaxNode node) {
        String old = place.in(look.program().text());
        Optional<String> name = look.migration().names().renamed(old);
        String rest = node.is(SHORT) ? ": " + old : "";
        name.ifPresent(
                renamed ->
                        look.add(
                                Proposal.rewritten(
                                        ruleOf(look, old),
                                        place.start(),
                                        place.end(),
                                        renamed + rest,
                                        "the variable's new name",
                                        "variables")));
    }

    private static String ruleOf(Look look, String variable) {
        boolean url = look.migration().facts().urlVariables().stream().anyMatch(variable::endsWith);
        return url ? "url-variable" : "key-variable";
    }

    /** What may be the name of a variable in a program, comments left out. */
    static Set<String> names(Program program) {
        Set<String> names = new HashSet<>();
        places(program, (place, node) -> names.add(place.in(program.text())));
        return names;
    }

    /** Every place where a program may name a variable, with the string or the name it is in. */
    static void places(Program program, BiConsumer<Span, SyntaxNode> place) {
        for (Literal literal : program.literals()) {
            for (Span piece : literal.pieces()) {
                Matcher word = WORD.matcher(program.text()).region(piece.start(), piece.end());
                while (word.find()) {
                    if (isWhole(program.text(), word.start(), word.end())) {
                        place.accept(new Span(word.start(), word.end()), literal.node());
                    }
                }
            }
        }
        for (SyntaxNode node : program.nodes()) {
            if (node.is(PROPERTIES) || node.is(SHORT)) {
                place.accept(new Span(node.start(), node.end()), node);
            }
        }
    }

    private static boolean isWhole(String text, int start, int end) {
        return !continues(text, start - 1) && !continues(text, end);
    }

    private static boolean continues(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
