package io.aigateway.migrate.code;

import java.util.ArrayList;
import java.util.List;

/**
 * A string of a program.
 *
 * @param node all of it, with its quotes
 * @param pieces what is constant in it, in order; what is computed lies between them
 */
record Literal(SyntaxNode node, List<Span> pieces) {

    /** Characters from {@code start} to {@code end}, exclusive. */
    record Span(int start, int end) {

        String in(String text) {
            return text.substring(start, end);
        }
    }

    Literal {
        pieces = List.copyOf(pieces);
    }

    static Literal of(SyntaxNode node) {
        List<Span> pieces = new ArrayList<>();
        boolean joins = false;
        for (SyntaxNode child : node.children()) {
            if (child.is(Shapes.STRING_TEXTS)) {
                int start = joins ? pieces.remove(pieces.size() - 1).start() : child.start();
                pieces.add(new Span(start, child.end()));
                joins = true;
            } else if (child.is(Shapes.HOLES)) {
                joins = false;
            }
        }
        return new Literal(node, pieces);
    }

    /** Whether nothing in it is computed. */
    boolean isConstant() {
        return node.children().stream().noneMatch(child -> child.is(Shapes.HOLES));
    }

    /** Its characters as they stand between the quotes, when nothing is computed. */
    String constant(String text) {
        return isConstant() && !pieces.isEmpty() ? pieces.get(0).in(text) : "";
    }

    /** The quotes before it, with prefixes such as {@code f}. */
    String opening(String text) {
        int inner = pieces.isEmpty() ? node.end() : pieces.get(0).start();
        return text.substring(node.start(), Math.max(node.start(), inner));
    }
}
