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
    private static final Set<String> SETTERS =
            Set.of("put", "set", "add", "addProperty", "putObject", "putArray");

    private static final String APART_SETTER = "putAdditionalBodyProperty";
    private static final String APART = "additionalBodyProperties";
    private static final Set<String> APART_MAPS = Set.of(APART, "extraBody", "customParameters");
    private static final Set<String> NAVIGATIONS = Set.of("navigation_expression", "field_access");
    private static final Set<String> BLOCKS =
            Set.of("block", "constructor_body", "function_body", "statements", "class_body");
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

    /**
     * What chains of calls set by names in texts. Each chain is one object, but what is put into
     * one map or body by several statements of a block belongs together.
     */
    List<Written> chains() {
        List<Call> calls =
                program.nodes().stream().flatMap(node -> program.callAt(node).stream()).toList();
        Set<SyntaxNode> inside = new HashSet<>();
        calls.forEach(call -> receiver(call).ifPresent(one -> inside.add(one.node())));
        Map<String, Map<String, Written>> objects = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Call call : calls) {
            if (!inside.contains(call.node())) {
                List<Call> chain = chain(call);
                String place = place(chain);
                Map<String, Written> set = set(chain);
                if (!set.isEmpty()) {
                    objects.computeIfAbsent(place, one -> new LinkedHashMap<>()).putAll(set);
                    lines.putIfAbsent(place, values.line(call.node()));
                }
            }
        }
        return objects.entrySet().stream()
                .map(one -> Written.object(lines.getOrDefault(one.getKey(), 1), one.getValue()))
                .toList();
    }

    private List<Call> chain(Call last) {
        List<Call> calls = new ArrayList<>();
        for (Optional<Call> at = Optional.of(last); at.isPresent(); at = receiver(at.get())) {
            calls.add(0, at.get());
        }
        return calls;
    }

    /** What is told apart: the name that is put into and its block, or else the chain itself. */
    private String place(List<Call> chain) {
        SyntaxNode first = chain.get(0).node();
        if (!SETTERS.contains(chain.get(0).lastName())) {
            return "at " + first.start() + " " + first.end();
        }
        SyntaxNode block = first;
        for (SyntaxNode at = first; at != null && !block.is(BLOCKS); at = at.parent()) {
            block = at;
        }
        String callee = chain.get(0).callee();
        return callee.substring(0, Math.max(0, callee.lastIndexOf('.'))) + " in " + block.start();
    }

    /** Nothing where a chain only calls: then it is no object. */
    private Map<String, Written> set(List<Call> chain) {
        Map<String, Written> entries = new LinkedHashMap<>();
        Map<String, Written> apart = new LinkedHashMap<>();
        boolean sets = false;
        for (Call call : chain) {
            List<Argument> given = call.arguments();
            String name = call.lastName();
            if (given.size() == 2 && name.equals(APART_SETTER)) {
                apart.put(valueOf(given.get(0)).text(), valueOf(given.get(1)));
            } else if (given.size() == 2 && SETTERS.contains(name)) {
                entries.put(valueOf(given.get(0)).text(), valueOf(given.get(1)));
                sets = true;
            } else if (given.size() == 1 && SETTERS.contains(name)) {
                SyntaxNode field = given.get(0).value();
                entries.put(values.of(field).text(), Written.computed(values.line(field)));
                sets = true;
            } else if (given.size() == 1) {
                entries.put(name, valueOf(given.get(0)));
                sets |= APART_MAPS.contains(name);
            }
        }
        if (!apart.isEmpty()) {
            entries.put(APART, Written.object(values.line(chain.get(0).node()), apart));
        }
        return sets || !apart.isEmpty() ? entries : Map.of();
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
