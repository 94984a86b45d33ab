package io.aigateway.migrate.code;

import io.aigateway.migrate.Written;
import io.aigateway.migrate.code.Call.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * The values that a program writes out. A name stands for what it was given, where it is given a
 * value once and in the same file; everything else is computed.
 */
final class Values {

    static final Set<String> LISTS = Set.of("list", "array", "tuple");

    private static final Set<String> NUMBERS =
            Set.of("integer", "float", "number", "int_literal", "float_literal");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "none", "nil");
    private static final Set<String> SPREADS =
            Set.of("spread_element", "dictionary_splat", "hash_splat_argument");
    private static final Set<String> SHORTHANDS = Set.of("shorthand_property_identifier");
    private static final Set<String> TYPED = Set.of("as_expression", "satisfies_expression");
    private static final Set<String> BRACKETS =
            Set.of("parenthesized_expression", "non_null_expression", "literal_element");
    private static final Set<String> MEMBERS =
            Set.of("member_expression", "attribute", "subscript", "subscript_expression");
    private static final Set<String> CHOICES =
            Set.of(
                    "parenthesized_expression",
                    "ternary_expression",
                    "conditional_expression",
                    "binary_expression",
                    "boolean_operator");
    private static final String GO_LITERAL = "composite_literal";
    private static final String GO_BRACES = "literal_value";
    private static final int DEEPEST = 12;

    /** What gives a name a value that changes, or is only taken when there is no other. */
    private static final Set<String> UNSURE =
            Set.of(
                    "default_parameter",
                    "typed_default_parameter",
                    "required_parameter",
                    "optional_parameter",
                    "assignment_pattern",
                    "object_assignment_pattern");

    /** What is a part of something, such as {@code body["provider"]}. */
    private static final Set<String> PARTS =
            Set.of("subscript", "subscript_expression", "member_expression", "attribute");

    private static final Set<String> PARAMETERS =
            Set.of("parameters", "formal_parameters", "lambda_parameters", "typed_parameter");

    private final Program program;
    private final IntUnaryOperator lines;
    private final Map<String, List<SyntaxNode>> given = new HashMap<>();

    Values(Program program, IntUnaryOperator lines) {
        this.program = program;
        this.lines = lines;
        for (SyntaxNode node : program.nodes()) {
            if (node.is(Shapes.ASSIGNMENTS)) {
                give(program.targetOf(node), program.valueOf(node), !node.is(UNSURE));
            } else if (node.is(PARAMETERS)) {
                node.named().forEach(parameter -> give(parameter, parameter, false));
            }
        }
    }

    /** A name that is not sure to have this value is given it twice, and so has none. */
    private void give(SyntaxNode target, SyntaxNode value, boolean sure) {
        List<SyntaxNode> values =
                given.computeIfAbsent(program.in(target), one -> new ArrayList<>(1));
        values.add(value);
        if (!sure) {
            values.add(value);
        }
    }

    /** The value that a node writes. */
    Written of(SyntaxNode node) {
        return of(node, 0);
    }

    /** The named arguments of a call, if it has any. */
    Optional<Written> named(Call call) {
        Map<String, Written> entries = new LinkedHashMap<>();
        for (Argument argument : call.arguments()) {
            if (!argument.name().isEmpty()) {
                entries.put(argument.name(), of(argument.value()));
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(Written.object(line(call.node()), entries));
    }

    /** {@code body["provider"] = …}, as an object that has this entry. */
    Optional<Written> assigned(SyntaxNode node) {
        SyntaxNode target = program.targetOf(node);
        String name = program.slotOf(program.valueOf(node)).name();
        return target.is(PARTS) && !name.isEmpty()
                ? Optional.of(Written.object(line(node), Map.of(name, of(program.valueOf(node)))))
                : Optional.empty();
    }

    Written of(SyntaxNode node, int depth) {
        int line = line(node);
        List<SyntaxNode> within = node.named();
        if (depth > DEEPEST) {
            return Written.computed(line);
        }
        boolean wraps = (node.is(BRACKETS) && within.size() == 1) || node.is(TYPED);
        if (wraps && !within.isEmpty()) {
            return of(within.get(0), depth + 1);
        }
        if (node.is(GO_LITERAL)) {
            return of(within.get(within.size() - 1), depth + 1);
        }
        if (node.is(Shapes.STRINGS)) {
            return text(node, line);
        }
        if (node.is(LISTS) || isListOfGo(node)) {
            return Written.list(line, within.stream().map(item -> of(item, depth + 1)).toList());
        }
        if (node.is(Shapes.OBJECTS)) {
            return Written.object(line, entries(node, depth));
        }
        return plain(node, line)
                .or(() -> built(node, line, depth))
                .orElseGet(() -> named(node, line, depth));
    }

    private Optional<Written> built(SyntaxNode node, int line, int depth) {
        return Built.isUsedIn(program)
                ? program.callAt(node)
                        .flatMap(call -> new Built(program, this).value(call, line, depth + 1))
                : Optional.empty();
    }

    /** Braces without names: {@code []string{"a", "b"}}. */
    private boolean isListOfGo(SyntaxNode node) {
        return node.is(GO_BRACES) && !node.named().isEmpty() && program.entriesOf(node).isEmpty();
    }

    private Written text(SyntaxNode node, int line) {
        Literal literal = Literal.of(node);
        return literal.isConstant()
                ? Written.text(line, literal.constant(program.text()))
                : Written.computed(line);
    }

    private Map<String, Written> entries(SyntaxNode object, int depth) {
        Map<String, Written> entries = new LinkedHashMap<>();
        for (Argument entry : program.entriesOf(object)) {
            entries.put(entry.name(), of(entry.value(), depth + 1).at(line(entry.node())));
        }
        for (SyntaxNode part : object.named()) {
            if (part.is(SPREADS)) {
                entries.put(Written.SPREAD, takenIn(part, depth));
            } else if (part.is(SHORTHANDS)) {
                entries.put(program.in(part), named(part, line(part), depth));
            }
        }
        return entries;
    }

    /** {@code ...(strict ? { zdr: true } : {})}: what is written out in it can be seen. */
    private Written takenIn(SyntaxNode spread, int depth) {
        Map<String, Written> entries = new LinkedHashMap<>();
        for (SyntaxNode object : objectsIn(spread)) {
            entries.putAll(entries(object, depth + 1));
        }
        return entries.isEmpty()
                ? Written.computed(line(spread))
                : Written.object(line(spread), entries);
    }

    private static List<SyntaxNode> objectsIn(SyntaxNode node) {
        return node.named().stream()
                .flatMap(
                        part ->
                                part.is(Shapes.OBJECTS)
                                        ? Stream.of(part)
                                        : part.is(CHOICES)
                                                ? objectsIn(part).stream()
                                                : Stream.<SyntaxNode>empty())
                .toList();
    }

    private Optional<Written> plain(SyntaxNode node, int line) {
        String text = program.in(node).toLowerCase(Locale.ROOT);
        if (node.is(NUMBERS) && text.matches("[0-9]+(\\.[0-9]+)?")) {
            return Optional.of(Written.plain(line, text));
        }
        if (!WORDS.contains(text)) {
            return Optional.empty();
        }
        boolean nothing = text.equals("none") || text.equals("nil");
        return Optional.of(Written.plain(line, nothing ? "null" : text));
    }

    /** What a name was given, if that is one value; it is told where the name stands. */
    private Written named(SyntaxNode node, int line, int depth) {
        List<SyntaxNode> parts = node.named();
        if (node.is(MEMBERS) && parts.size() == 2 && parts.get(0).is(Shapes.IDENTIFIERS)) {
            return of(parts.get(0), depth + 1)
                    .get(program.nameOf(parts.get(1)))
                    .map(value -> value.at(line))
                    .orElseGet(() -> Written.computed(line));
        }
        List<SyntaxNode> values =
                node.is(Shapes.IDENTIFIERS) || node.is(SHORTHANDS)
                        ? given.getOrDefault(program.in(node), List.of())
                        : List.of();
        boolean once = values.size() == 1 && values.get(0) != node;
        return once ? of(values.get(0), depth + 1).at(line) : Written.computed(line);
    }

    int line(SyntaxNode node) {
        return lines.applyAsInt(node.start());
    }
}
