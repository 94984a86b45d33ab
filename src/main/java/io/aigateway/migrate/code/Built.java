package io.aigateway.migrate.code;

import io.aigateway.migrate.Written;
import io.aigateway.migrate.code.Call.Argument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects that Java and Kotlin, which have no words for them, build by calls: {@code
 * Map.of("a", 1)}, {@code mapOf("a" to 1)}, {@code List.of("a")}, and what a chain of calls sets.
 */
final class Built {

    private static final Set<String> MAPS =
            Set.of("Map.of", "ImmutableMap.of", "mapOf", "mutableMapOf", "hashMapOf");
    private static final Set<String> LISTS =
            Set.of("List.of", "ImmutableList.of", "Arrays.asList", "listOf", "mutableListOf");

    /** {@code JsonValue.from(…)} of OpenAI's client. */
    private static final Set<String> WRAPS = Set.of("JsonValue.from");

    /** What sets a field by a name in a text: of a map, of a body, of fields beside those known. */
    private static final Set<String> SETTERS = Set.of("put", "set", "add", "addProperty");

    private static final String APART_SETTER = "putAdditionalBodyProperty";
    private static final String APART = "additionalBodyProperties";
    private static final Set<String> APART_MAPS = Set.of(APART, "extraBody", "customParameters");
    private static final Set<String> NAVIGATIONS = Set.of("navigation_expression", "field_access");
    private static final String PAIR = "infix_expression";

    private final Program program;
    private final Values values;

    Built(Program program, Values values) {
        this.program = program;
        this.values = values;
    }

    /** Whether a program's language builds its objects so. */
    static boolean isUsedIn(Program program) {
        return program.dialect() == Dialect.JAVA || program.dialect() == Dialect.KOTLIN;
    }

    static boolean isMap(Call call) {
        return MAPS.contains(call.callee());
    }

    /** The value that a call makes; empty when it is known only where the program runs. */
    Optional<Written> value(Call call, int line, int depth) {
        List<SyntaxNode> given = call.arguments().stream().map(Argument::value).toList();
        if (isMap(call)) {
            return Optional.of(Written.object(line, entries(given, depth)));
        }
        if (LISTS.contains(call.callee())) {
            return Optional.of(
                    Written.list(line, given.stream().map(one -> values.of(one, depth)).toList()));
        }
        return WRAPS.contains(call.callee()) && given.size() == 1
                ? Optional.of(values.of(given.get(0), depth))
                : Optional.empty();
    }

    private Map<String, Written> entries(List<SyntaxNode> given, int depth) {
        Map<String, Written> entries = new LinkedHashMap<>();
        for (int at = 0; at < given.size(); at++) {
            SyntaxNode node = given.get(at);
            if (node.is(PAIR)) {
                Argument pair = program.entryOf(node);
                entries.put(pair.name(), values.of(pair.value(), depth));
            } else if (at + 1 < given.size()) {
                entries.put(values.of(node, depth).text(), values.of(given.get(++at), depth));
            }
        }
        entries.remove("");
        return entries;
    }

    /** What chains of calls set by names in texts; each chain is one object. */
    List<Written> chains() {
        List<Call> calls =
                program.nodes().stream().flatMap(node -> program.callAt(node).stream()).toList();
        Set<SyntaxNode> inside = new HashSet<>();
        calls.forEach(call -> receiver(call).ifPresent(one -> inside.add(one.node())));
        return calls.stream()
                .filter(call -> !inside.contains(call.node()))
                .flatMap(call -> chain(call).stream())
                .toList();
    }

    private Optional<Written> chain(Call last) {
        List<Call> calls = new ArrayList<>();
        for (Optional<Call> at = Optional.of(last); at.isPresent(); at = receiver(at.get())) {
            calls.add(0, at.get());
        }
        Map<String, Written> entries = new LinkedHashMap<>();
        Map<String, Written> apart = new LinkedHashMap<>();
        boolean sets = false;
        for (Call call : calls) {
            List<Argument> given = call.arguments();
            String name = call.lastName();
            if (given.size() == 2 && (SETTERS.contains(name) || name.equals(APART_SETTER))) {
                Map<String, Written> target = name.equals(APART_SETTER) ? apart : entries;
                target.put(valueOf(given.get(0)).text(), valueOf(given.get(1)));
                sets = true;
            } else if (given.size() == 1) {
                entries.put(name, valueOf(given.get(0)));
                sets |= APART_MAPS.contains(name);
            }
        }
        if (!apart.isEmpty()) {
            entries.put(APART, Written.object(values.line(last.node()), apart));
        }
        return sets
                ? Optional.of(Written.object(values.line(last.node()), entries))
                : Optional.empty();
    }

    private Written valueOf(Argument argument) {
        return values.of(argument.value());
    }

    /** The call on whose result a call is made. */
    private Optional<Call> receiver(Call call) {
        SyntaxNode at = call.node();
        do {
            List<SyntaxNode> parts = at.named();
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            at = parts.get(0);
        } while (at.is(NAVIGATIONS));
        return program.callAt(at);
    }
}
