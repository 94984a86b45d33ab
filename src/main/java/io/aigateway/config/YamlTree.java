package io.aigateway.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document into nodes with line numbers, from the events of the parser that Camel
 * reads its routes with: nothing is bound by reflection, which keeps the start short. Aliases are
 * refused: they are the way to a file of a few bytes that unfolds into gigabytes, and configuration
 * reads better without them.
 */
final class YamlTree {

    private static final int DEEPEST = 20;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(ConfigFiles.LARGEST).build();

    private final String source;
    private final Iterator<Event> events;
    private final Findings findings;

    private YamlTree(String source, Iterator<Event> events, Findings findings) {
        this.source = source;
        this.events = events;
        this.findings = findings;
    }

    /** The document, or null when it is empty or not YAML; what is wrong goes to the findings. */
    static @Nullable Node read(ConfigText file, Findings findings) {
        try {
            Iterator<Event> events = new Parse(SETTINGS).parseString(file.text()).iterator();
            return new YamlTree(file.source(), events, findings).document();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            findings.error(file.source(), line, problem(String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            findings.error(file.source(), 1, problem(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private @Nullable Node document() {
        next();
        if (next().getEventId() == Event.ID.StreamEnd) {
            return null;
        }
        Node node = node(next(), 0);
        next();
        Event after = next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            error(after, "a second document starts here; keep one document a file");
        }
        boolean empty = node instanceof Node.Scalar scalar && scalar.text() == null;
        return empty ? null : node;
    }

    private Node node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw new YamlEngineException("nested more than " + DEEPEST + " levels deep");
        }
        return switch (event.getEventId()) {
            case MappingStart -> fields(event, depth);
            case SequenceStart -> items(event, depth);
            default -> scalar(event);
        };
    }

    private Node fields(Event start, int depth) {
        Map<String, Node.Field> byName = new LinkedHashMap<>();
        for (Event key = next(); key.getEventId() != Event.ID.MappingEnd; key = next()) {
            Node name = node(key, depth + 1);
            Node value = node(next(), depth + 1);
            if (name instanceof Node.Scalar scalar) {
                put(byName, String.valueOf(scalar.text()), new Node.Field(line(key), value));
            } else {
                error(key, "a key must be a single word, but was " + name.kind());
            }
        }
        return new Node.Fields(line(start), byName);
    }

    private void put(Map<String, Node.Field> byName, String name, Node.Field field) {
        Node.Field earlier = byName.putIfAbsent(name, field);
        if (earlier != null) {
            findings.error(
                    source,
                    field.line(),
                    "key '%s' is written twice; it stands on line %d already"
                            .formatted(name, earlier.line()));
        }
    }

    private Node items(Event start, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (Event item = next(); item.getEventId() != Event.ID.SequenceEnd; item = next()) {
            nodes.add(node(item, depth + 1));
        }
        return new Node.Items(line(start), nodes);
    }

    private Node scalar(Event event) {
        if (event instanceof AliasEvent alias) {
            error(event, "alias '*" + alias.getAlias() + "' is not supported; write the value out");
        }
        if (!(event instanceof ScalarEvent scalar)) {
            return new Node.Scalar(line(event), null);
        }
        boolean isNull =
                scalar.getScalarStyle() == ScalarStyle.PLAIN && NULLS.contains(scalar.getValue());
        return new Node.Scalar(line(event), isNull ? null : scalar.getValue());
    }

    private Event next() {
        return events.next();
    }

    private void error(Event event, String message) {
        findings.error(source, line(event), message);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String problem(String message) {
        if (message.contains("TAB")) {
            return "a tab is used for indentation; use spaces";
        }
        String first = message.lines().filter(l -> !l.isBlank()).findFirst().orElse("unreadable");
        return "not valid YAML (" + first.strip() + "); mind indentation, quotes and brackets";
    }
}
