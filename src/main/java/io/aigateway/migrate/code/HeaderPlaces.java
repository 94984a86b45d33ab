package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Call.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where programs name a header and its value. */
final class HeaderPlaces {

    /** What headers are set with; each of them takes a name and a value. */
    private static final Set<String> SETTERS =
            Set.of(
                    "header",
                    "headers",
                    "addHeader",
                    "setHeader",
                    "defaultHeader",
                    "putHeader",
                    "customHeader",
                    "set",
                    "add",
                    "put",
                    "append",
                    "Set",
                    "Add",
                    "of",
                    "entry",
                    "setRequestProperty",
                    "addRequestProperty",
                    "WithHeader",
                    "setRequestHeader");

    private static final Set<String> INDEXES =
            Set.of("subscript", "subscript_expression", "element_reference", "index_expression");

    private HeaderPlaces() {}

    /**
     * One header.
     *
     * @param name its name as a string
     * @param value what it is set to
     * @param entry all of it within an object; null when it is a call or an assignment
     */
    record Place(Literal name, SyntaxNode value, @Nullable SyntaxNode entry) {}

    static List<Place> in(Program program) {
        List<Place> places = new ArrayList<>();
        for (Literal literal : program.literals()) {
            if (literal.isConstant() && !literal.pieces().isEmpty()) {
                add(program, literal, places);
            }
        }
        return places;
    }

    private static void add(Program program, Literal name, List<Place> places) {
        SyntaxNode node = outer(name.node());
        SyntaxNode around = node.parent();
        if (around == null) {
            return;
        }
        List<SyntaxNode> parts = around.named();
        if (around.is(Shapes.PAIRS) && parts.size() > 1 && parts.get(0) == node) {
            places.add(new Place(name, parts.get(parts.size() - 1), around));
        } else if (around.is(Shapes.ARGUMENTS)) {
            call(program, name, node, around, places);
        } else if (around.is(INDEXES)) {
            assignment(program, name, around, places);
        }
    }

    /** Some grammars put a value into a node of its own. */
    private static SyntaxNode outer(SyntaxNode node) {
        SyntaxNode parent = node.parent();
        return parent != null && (parent.is("literal_element") || parent.is("value_argument"))
                ? parent
                : node;
    }

    private static void call(
            Program program, Literal name, SyntaxNode node, SyntaxNode list, List<Place> places) {
        List<Argument> arguments =
                program.callWith(list)
                        .filter(call -> SETTERS.contains(call.lastName()))
                        .map(Call::arguments)
                        .orElse(List.of());
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            if (arguments.get(i).node() == node) {
                places.add(new Place(name, arguments.get(i + 1).value(), null));
            }
        }
    }

    private static void assignment(
            Program program, Literal name, SyntaxNode index, List<Place> places) {
        SyntaxNode around = index.parent();
        if (around != null && around.is("expression_list")) {
            around = around.parent();
        }
        if (around != null
                && around.is(Shapes.ASSIGNMENTS)
                && program.targetOf(around).holds(index)) {
            places.add(new Place(name, program.valueOf(around), null));
        }
    }
}
