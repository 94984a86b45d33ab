package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Arguments that are put before those that a call has.
 *
 * @param at where
 * @param code what
 */
record Insertion(int at, String code) {

    /** Where they go in a call; empty when it has no brackets to put them in. */
    static Optional<Insertion> of(
            Program program, Call call, boolean options, List<String> arguments) {
        if (!call.hasArguments()) {
            return Optional.empty();
        }
        SyntaxNode list = call.list();
        if (options && call.arguments().isEmpty()) {
            return Optional.of(
                    new Insertion(list.start() + 1, "{ " + String.join(", ", arguments) + " }"));
        }
        SyntaxNode around = options ? call.arguments().get(0).value() : list;
        List<SyntaxNode> inner = around.named();
        if (inner.isEmpty()) {
            String blank = options ? " " : "";
            return Optional.of(
                    new Insertion(
                            around.start() + 1, blank + String.join(", ", arguments) + blank));
        }
        return Optional.of(among(program.text(), around, inner, arguments));
    }

    /** Arguments that are given by their place stay first. */
    private static Insertion among(
            String text, SyntaxNode around, List<SyntaxNode> inner, List<String> arguments) {
        String between = separator(text, around, inner.get(0));
        String code = String.join(between, arguments);
        boolean python = around.is("argument_list");
        return inner.stream()
                .filter(one -> !python || one.is("keyword_argument"))
                .findFirst()
                .map(first -> new Insertion(first.start(), code + between))
                .orElseGet(() -> new Insertion(inner.get(inner.size() - 1).end(), ", " + code));
    }

    /** As the arguments are laid out already: one a line, or one behind the other. */
    static String separator(String text, SyntaxNode around, SyntaxNode first) {
        int lineStart = text.lastIndexOf('\n', first.start() - 1) + 1;
        String indent = text.substring(lineStart, first.start());
        boolean ownLine = lineStart > around.start() && indent.isBlank();
        return ownLine ? "," + ReadImport.lineEnd(text) + indent : ", ";
    }

    Proposal proposal(Tier tier, String rule, String why, String guide) {
        return tier == Tier.SUGGESTED
                ? Proposal.suggested(rule, at, at, code, why, guide)
                : Proposal.rewritten(rule, at, at, code, why, guide);
    }
}
