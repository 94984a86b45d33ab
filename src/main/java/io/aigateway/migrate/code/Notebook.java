package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program in a notebook (nbformat 4: JSON, whose cells of type {@code code} have a {@code
 * source} that is a string or a list of strings), with the way back from each of its characters to
 * the file. Lines that are for the notebook and not for Python, such as {@code !pip install}, are
 * seen as comments.
 */
final class Notebook {

    private final String json;
    private final StringBuilder program = new StringBuilder();

    /** For each character of the program: where its JSON begins and ends in the file. */
    private final List<int[]> places = new ArrayList<>();

    private Notebook(String json) {
        this.json = json;
    }

    /** The notebook that a text is; an empty program when it is none. */
    static Notebook of(String json) {
        Notebook notebook = new Notebook(json);
        notebook.read();
        return notebook;
    }

    String program() {
        return program.toString();
    }

    /** A proposal for the program as one for the file; empty when it would join two pieces. */
    Optional<Proposal> inFile(Proposal proposal) {
        int[] span = span(proposal.start(), proposal.end());
        if (span == null) {
            return Optional.empty();
        }
        String after = proposal.after();
        return Optional.of(
                new Proposal(
                        proposal.tier(),
                        proposal.rule(),
                        span[0],
                        span[1],
                        after == null ? null : escaped(after),
                        proposal.why(),
                        proposal.guide()));
    }

    /** Where a character of the program stands in the file. */
    int placeOf(int at) {
        return at < places.size() ? Math.max(0, places.get(at)[0]) : json.length();
    }

    /** Between two pieces of a cell's source lies JSON, which no edit may take away. */
    private int @Nullable [] span(int start, int end) {
        if (start == end) {
            return insertion(start);
        }
        for (int i = start; i + 1 < end; i++) {
            if (places.get(i)[1] != places.get(i + 1)[0]) {
                return null;
            }
        }
        return new int[] {places.get(start)[0], places.get(end - 1)[1]};
    }

    /** Before what follows, or behind what comes before when nothing of a cell follows. */
    private int @Nullable [] insertion(int at) {
        if (at < places.size() && places.get(at)[0] >= 0) {
            return new int[] {places.get(at)[0], places.get(at)[0]};
        }
        if (at > 0 && places.get(at - 1)[0] >= 0) {
            return new int[] {places.get(at - 1)[1], places.get(at - 1)[1]};
        }
        return null;
    }

    /** As it is written within a JSON string. */
    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c);
            }
        }
        return json.toString();
    }

    private void read() {
        JsonSpans.sourcesOfCode(json).forEach(this::cell);
    }

    private void cell(List<JsonSpans.Text> lines) {
        boolean atLineStart = true;
        for (JsonSpans.Text line : lines) {
            atLineStart = append(line, atLineStart);
        }
        program.append('\n');
        places.add(new int[] {-1, -1});
    }

    private boolean append(JsonSpans.Text text, boolean startsLine) {
        boolean atLineStart = startsLine;
        for (int i = 0; i < text.characters().length(); i++) {
            char c = text.characters().charAt(i);
            boolean magic = atLineStart && (c == '%' || c == '!');
            program.append(magic ? '#' : c);
            places.add(new int[] {text.starts()[i], text.starts()[i + 1]});
            atLineStart = c == '\n';
        }
        return atLineStart;
    }
}
