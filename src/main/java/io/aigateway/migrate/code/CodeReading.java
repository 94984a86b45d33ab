package io.aigateway.migrate.code;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a program holds in its own values: objects, the named arguments of calls, and texts. For
 * those who look for what is said to a gateway and do not edit it.
 *
 * @param talks whether something shows that it talks to the source, and does not only name it
 * @param objects objects, calls with named arguments and entries that are set by themselves, each
 *     before those within it
 * @param texts texts, but for those of imports
 */
public record CodeReading(boolean talks, List<Written> objects, List<Text> texts) {

    private static final CodeReading NOTHING = new CodeReading(false, List.of(), List.of());
    private static final Set<String> LOADERS = Set.of("require", "import", "require_relative");

    /**
     * A text.
     *
     * @param text its characters, as far as the first of them that are computed
     * @param whole whether these are all
     * @param line where it stands
     * @param asModel whether what it is given to is called a model
     */
    public record Text(String text, boolean whole, int line, boolean asModel) {}

    /** Whether files of a kind are programs. */
    public static boolean takes(FileKind kind) {
        return kind == FileKind.NOTEBOOK
                || Arrays.stream(Dialect.values()).anyMatch(dialect -> dialect.kind() == kind);
    }

    /** Reads a program; nothing is in one for whose language there is no parser here. */
    public static CodeReading of(SourceFile file, SourceFacts facts) {
        try {
            if (file.kind() == FileKind.NOTEBOOK) {
                Notebook notebook = Notebook.of(file.text());
                Program program = Program.of(notebook.program(), Dialect.PYTHON);
                IntUnaryOperator lines = lines(file.text());
                return of(program, facts, at -> lines.applyAsInt(notebook.placeOf(at)));
            }
            Program program = Program.of(file.text(), Dialect.of(file.kind()));
            return of(program, facts, lines(file.text()));
        } catch (Grammars.NoGrammar e) {
            return NOTHING;
        }
    }

    /** The line of each character; the first is 1. */
    private static IntUnaryOperator lines(String text) {
        int[] ends =
                IntStream.range(0, text.length()).filter(at -> text.charAt(at) == '\n').toArray();
        return at -> {
            int found = Arrays.binarySearch(ends, at);
            return (found >= 0 ? found : -found - 1) + 1;
        };
    }

    private static CodeReading of(Program program, SourceFacts facts, IntUnaryOperator lines) {
        References references = References.of(program, Imports.of(program), facts.source());
        Values values = new Values(program, lines);
        List<Written> objects = new ArrayList<>();
        if (Built.isUsedIn(program)) {
            objects.addAll(new Built(program, values).chains());
        }
        program.nodes().forEach(node -> objects.addAll(object(program, node, values).toList()));
        List<Text> texts =
                program.literals().stream()
                        .filter(literal -> !literal.pieces().isEmpty())
                        .filter(literal -> !isLoaded(program, literal))
                        .map(literal -> text(program, literal, lines))
                        .toList();
        return new CodeReading(Talk.isIn(program, references, facts), objects, texts);
    }

    private static Stream<Written> object(Program program, SyntaxNode node, Values values) {
        if (node.is(Shapes.OBJECTS)) {
            return Stream.of(values.of(node));
        }
        if (node.is(Shapes.ASSIGNMENTS)) {
            return values.assigned(node).stream();
        }
        boolean builds = Built.isUsedIn(program);
        return program.callAt(node).stream()
                .flatMap(
                        call ->
                                builds && Built.isMap(call)
                                        ? Stream.of(values.of(node))
                                        : values.named(call).stream());
    }

    private static boolean isLoaded(Program program, Literal literal) {
        Slot slot = program.slotOf(literal.node());
        return slot.kind() == Slot.Kind.ARGUMENT && LOADERS.contains(slot.name());
    }

    private static Text text(Program program, Literal literal, IntUnaryOperator lines) {
        SyntaxNode node = literal.node();
        SyntaxNode around = node.parent();
        if (around != null && around.is(Values.LISTS)) {
            node = around;
        }
        String name = program.slotOf(node).name().toLowerCase(Locale.ROOT);
        String code = program.text();
        boolean whole = literal.isConstant();
        return new Text(
                whole ? literal.constant(code) : literal.pieces().get(0).in(code),
                whole,
                lines.applyAsInt(literal.node().start()),
                name.contains("model"));
    }
}
