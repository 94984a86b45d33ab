package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Call.Argument;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of source code, read once; the rules look at it from several sides. */
final class Program {

    private final String text;
    private final Dialect dialect;
    private final List<SyntaxNode> nodes;
    private final List<Literal> literals;
    private final List<Call> calls;
    private final Map<SyntaxNode, Call> callOfNode = new IdentityHashMap<>();
    private final Map<SyntaxNode, Call> callOfList = new IdentityHashMap<>();

    private Program(String text, Dialect dialect, List<SyntaxNode> nodes) {
        this.text = text;
        this.dialect = dialect;
        this.nodes = List.copyOf(nodes);
        this.literals =
                nodes.stream()
                        .filter(node -> node.is(Shapes.STRINGS) && !node.children().isEmpty())
                        .filter(node -> !isDocumentation(node) && !isOfAnImport(node))
                        .map(Literal::of)
                        .toList();
        this.calls =
                nodes.stream().filter(node -> node.is(Shapes.CALLS)).map(this::callOf).toList();
        for (Call call : calls) {
            callOfNode.put(call.node(), call);
            callOfList.put(call.list(), call);
        }
    }

    /** The program that a text is; mistakes in it cost only their own surroundings. */
    static Program of(String text, Dialect dialect) {
        return of(text, dialect, Focus.everywhere());
    }

    /** The same, without what is in statements that have nothing of interest. */
    static Program of(String text, Dialect dialect, Focus focus) {
        return new Program(text, dialect, Grammars.of(dialect).read(text, focus));
    }

    String text() {
        return text;
    }

    Dialect dialect() {
        return dialect;
    }

    /** All nodes, each before those within it. */
    List<SyntaxNode> nodes() {
        return nodes;
    }

    /** The strings that the program works with: not those that document it. */
    List<Literal> literals() {
        return literals;
    }

    List<Call> calls() {
        return calls;
    }

    String in(SyntaxNode node) {
        return node.in(text);
    }

    /**
     * The characters of a constant string, or of a name; what an entry or an argument is called.
     */
    String nameOf(SyntaxNode node) {
        SyntaxNode inner = unwrapped(node);
        return inner.is(Shapes.STRINGS)
                ? Literal.of(inner).constant(text)
                : lastPart(squeezed(in(inner)));
    }

    /** Without brackets, and without {@code await}. */
    private static SyntaxNode unwrapped(SyntaxNode node) {
        SyntaxNode at = node;
        List<SyntaxNode> within = at.named();
        while (at.is(Shapes.TRANSPARENT) && within.size() == 1) {
            at = within.get(0);
            within = at.named();
        }
        return at;
    }

    private static String lastPart(String name) {
        String bare = name.startsWith(":") ? name.substring(1) : name;
        return bare.substring(bare.lastIndexOf('.') + 1);
    }

    /** A name without the blanks and line ends in it. */
    static String squeezed(String code) {
        return code.replaceAll("\\s+", "").replace("?.", ".");
    }

    /** The call that has this list of arguments. */
    Optional<Call> callWith(SyntaxNode list) {
        return Optional.ofNullable(callOfList.get(list));
    }

    /** The call that a node is. */
    Optional<Call> callAt(SyntaxNode node) {
        return Optional.ofNullable(callOfNode.get(node));
    }

    private Call callOf(SyntaxNode node) {
        SyntaxNode list = argumentsOf(node);
        int end = list == node ? node.end() : list.start();
        String callee =
                squeezed(text.substring(node.start(), end).replaceFirst("^(new\\s+|@)", ""))
                        .replaceFirst("<[^<>]*>$", "");
        List<Argument> arguments =
                list == node ? List.of() : list.named().stream().map(this::argumentOf).toList();
        return new Call(node, callee, end, list, arguments);
    }

    private static SyntaxNode argumentsOf(SyntaxNode call) {
        return call.child(Shapes.ARGUMENTS)
                .or(
                        () ->
                                call.child(Shapes.CALL_SUFFIXES)
                                        .flatMap(suffix -> suffix.child(Shapes.ARGUMENTS)))
                .orElse(call);
    }

    private Argument argumentOf(SyntaxNode node) {
        List<SyntaxNode> parts = node.named();
        if (parts.isEmpty() || !isNamed(node)) {
            boolean wraps = node.is("value_argument") && !parts.isEmpty();
            return new Argument("", node, wraps ? parts.get(0) : node);
        }
        return new Argument(nameOf(parts.get(0)), node, parts.get(parts.size() - 1));
    }

    private static boolean isNamed(SyntaxNode argument) {
        boolean named = argument.is(Shapes.NAMED_ARGUMENTS) && argument.hasToken("=");
        return named || argument.is("pair");
    }

    /** The entries of a dictionary, an object or a map that stands in the text. */
    List<Argument> entriesOf(SyntaxNode object) {
        return object.named().stream()
                .filter(node -> node.is(Shapes.PAIRS))
                .map(this::entryOf)
                .toList();
    }

    Argument entryOf(SyntaxNode pair) {
        List<SyntaxNode> parts = pair.named();
        return parts.isEmpty()
                ? new Argument("", pair, pair)
                : new Argument(nameOf(parts.get(0)), pair, parts.get(parts.size() - 1));
    }

    /** What a value is there for. */
    Slot slotOf(SyntaxNode value) {
        SyntaxNode inner = value;
        for (SyntaxNode around = value.parent(); around != null; around = around.parent()) {
            Slot slot = slotIn(around, inner);
            if (slot != null) {
                return slot;
            }
            if (!isTransparent(around, inner)) {
                return Slot.NONE;
            }
            inner = around;
        }
        return Slot.NONE;
    }

    private static boolean isTransparent(SyntaxNode around, SyntaxNode inner) {
        boolean receiver = around.is("call") && around.field("receiver").orElse(null) == inner;
        return receiver || around.is(Shapes.TRANSPARENT);
    }

    private @Nullable Slot slotIn(SyntaxNode around, SyntaxNode inner) {
        if (isNamed(around) || isEntry(around)) {
            return named(around, inner);
        }
        if (around.is(Shapes.ARGUMENTS)) {
            String callee = callWith(around).map(Call::lastName).orElse("");
            return new Slot(Slot.Kind.ARGUMENT, callee, around);
        }
        return around.is(Shapes.ASSIGNMENTS) ? assigned(around, inner) : null;
    }

    private boolean isEntry(SyntaxNode node) {
        boolean to = !node.is("infix_expression") || in(node).contains(" to ");
        return node.is(Shapes.PAIRS) && to;
    }

    private Slot named(SyntaxNode around, SyntaxNode inner) {
        Argument entry = entryOf(around);
        boolean isValue = entry.value() == inner;
        SyntaxNode parent = around.parent();
        boolean argument = parent != null && parent.is(Shapes.ARGUMENTS);
        Slot.Kind kind = argument ? Slot.Kind.NAMED_ARGUMENT : Slot.Kind.ENTRY;
        return isValue ? new Slot(kind, entry.name(), around) : Slot.NONE;
    }

    private Slot assigned(SyntaxNode around, SyntaxNode inner) {
        SyntaxNode target = targetOf(around);
        SyntaxNode value = valueOf(around);
        return value == inner && target != inner
                ? new Slot(Slot.Kind.ASSIGNED, keyOrName(target), around)
                : Slot.NONE;
    }

    /** {@code headers["X-Title"]} is about {@code X-Title}. */
    private String keyOrName(SyntaxNode target) {
        String code = squeezed(in(target));
        int open = code.lastIndexOf('[');
        if (open > 0 && code.endsWith("]")) {
            return code.substring(open + 1, code.length() - 1).replaceAll("[\"']", "");
        }
        return lastPart(code);
    }

    /** The call that a value is, within brackets or awaited. */
    Optional<Call> callWithin(SyntaxNode value) {
        return callAt(unwrapped(value));
    }

    /** What is assigned to. */
    SyntaxNode targetOf(SyntaxNode assignment) {
        List<SyntaxNode> parts = assignment.named();
        return assignment
                .field(Shapes.TARGET_FIELDS)
                .or(() -> assignment.child(Set.of("variable_declaration")))
                .orElseGet(() -> parts.isEmpty() ? assignment : parts.get(0));
    }

    /** What is assigned. */
    SyntaxNode valueOf(SyntaxNode assignment) {
        List<SyntaxNode> parts = assignment.named();
        return assignment
                .field(Shapes.VALUE_FIELDS)
                .orElseGet(() -> parts.isEmpty() ? assignment : parts.get(parts.size() - 1));
    }

    /** A string that is a statement of its own documents what it stands in. */
    private static boolean isDocumentation(SyntaxNode string) {
        SyntaxNode parent = string.parent();
        while (parent != null && parent.is("concatenated_string")) {
            parent = parent.parent();
        }
        return parent != null && parent.is("expression_statement");
    }

    private static boolean isOfAnImport(SyntaxNode string) {
        SyntaxNode parent = string.parent();
        return parent != null && (parent.type().startsWith("import"));
    }
}
