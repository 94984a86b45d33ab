package io.aigateway.migrate.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the scalars of YAML documents with their places, from the events of the parser. */
final class YamlScalars {

    private static final int DEEPEST = 60;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setUseMarks(true).setCodePointLimit(2 * 1024 * 1024).build();

    private final String text;
    private final boolean onlyBmp;
    private final Iterator<Event> events;
    private final List<Scalar> scalars = new ArrayList<>();

    private YamlScalars(String text) {
        this.text = text;
        this.onlyBmp = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
        this.events = new Parse(SETTINGS).parseString(text).iterator();
    }

    /** The scalars in order; empty when the text is not YAML, such as a template of it. */
    static Optional<List<Scalar>> of(String text) {
        try {
            YamlScalars reading = new YamlScalars(text);
            reading.documents();
            return Optional.of(reading.scalars);
        } catch (YamlEngineException notYaml) {
            return Optional.empty();
        }
    }

    private void documents() {
        int document = 0;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                node(events.next(), document == 0 ? "" : "/#" + document, 0);
                document++;
            }
        }
    }

    private void node(Event event, String path, int depth) {
        if (depth > DEEPEST) {
            throw new YamlEngineException("nested too deeply");
        }
        switch (event.getEventId()) {
            case MappingStart -> mapping(path, depth);
            case SequenceStart -> sequence(path, depth);
            case Scalar -> add((ScalarEvent) event, path, false);
            default -> {
                // An alias repeats what stands elsewhere.
            }
        }
    }

    private void mapping(String path, int depth) {
        for (Event key = events.next();
                key.getEventId() != Event.ID.MappingEnd;
                key = events.next()) {
            String below = path + "/?";
            if (key instanceof ScalarEvent scalar) {
                below = path + "/" + scalar.getValue().replace('/', '|');
                add(scalar, below, true);
            } else {
                node(key, below, depth + 1);
            }
            node(events.next(), below, depth + 1);
        }
    }

    private void sequence(String path, int depth) {
        int index = 0;
        for (Event item = events.next();
                item.getEventId() != Event.ID.SequenceEnd;
                item = events.next()) {
            node(item, path + "/" + index++, depth + 1);
        }
    }

    private void add(ScalarEvent event, String path, boolean key) {
        int start = offset(event.getStartMark());
        int end = offset(event.getEndMark());
        if (start >= 0 && end >= start) {
            scalars.add(new Scalar(path, key, start, end, event.getValue()));
        }
    }

    /** The parser counts code points. */
    private int offset(Optional<Mark> mark) {
        if (mark.isEmpty()) {
            return -1;
        }
        int index = mark.get().getIndex();
        return onlyBmp ? index : text.offsetByCodePoints(0, index);
    }
}
