package io.aigateway.migrate.code;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The strings that are the source of a notebook's cells of code, with their places in the file. */
final class JsonSpans {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonSpans() {}

    /**
     * A JSON string.
     *
     * @param characters what it says
     * @param starts for each character where it begins in the file, and where the last one ends
     */
    record Text(String characters, int[] starts) {}

    /** For each cell of code its pieces; none when the text is no notebook. */
    static List<List<Text>> sourcesOfCode(String json) {
        List<List<Text>> cells = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT
                        && parser.getParsingContext().getParent().inArray()) {
                    cell(parser, json, cells);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return cells;
    }

    /** One object of a list; only cells are read, and what is in them is passed over. */
    private static void cell(JsonParser parser, String json, List<List<Text>> cells)
            throws IOException {
        List<Text> source = List.of();
        String type = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = String.valueOf(parser.currentName());
            parser.nextToken();
            if (field.equals("cell_type")) {
                type = parser.getText();
            } else if (field.equals("source")) {
                source = source(parser, json);
            } else {
                parser.skipChildren();
            }
        }
        if (type.equals("code")) {
            cells.add(source);
        }
    }

    private static List<Text> source(JsonParser parser, String json) throws IOException {
        List<Text> pieces = new ArrayList<>();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            pieces.add(text(parser, json));
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    pieces.add(text(parser, json));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return pieces;
    }

    private static Text text(JsonParser parser, String json) throws IOException {
        String characters = parser.getText();
        int at = (int) parser.currentTokenLocation().getCharOffset() + 1;
        int[] starts = new int[characters.length() + 1];
        for (int i = 0; i < characters.length(); i++) {
            starts[i] = at;
            at += widthOf(json, at);
        }
        starts[characters.length()] = at;
        return new Text(characters, starts);
    }

    /** How many characters of JSON one character of the string is. */
    private static int widthOf(String json, int at) {
        if (json.charAt(at) != '\\') {
            return 1;
        }
        return json.charAt(at + 1) == 'u' ? 6 : 2;
    }
}
