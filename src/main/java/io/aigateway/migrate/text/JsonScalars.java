package io.aigateway.migrate.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the strings of a JSON document with their places; comments and last commas are taken. */
final class JsonScalars {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    private JsonScalars() {}

    /** The names and strings in order; empty when the text is not JSON. */
    static Optional<List<Scalar>> of(String text) {
        int bom = text.startsWith("\uFEFF") ? 1 : 0;
        List<Scalar> scalars = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text.substring(bom))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                    scalars.add(scalar(parser, token, text, bom));
                }
            }
            return Optional.of(scalars);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Scalar scalar(JsonParser parser, JsonToken token, String text, int bom)
            throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset() + bom;
        String path = path(parser.getParsingContext());
        boolean key = token == JsonToken.FIELD_NAME;
        return new Scalar(path, key, start, endOfString(text, start), parser.getText());
    }

    /** Behind the closing quote. */
    private static int endOfString(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private static String path(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        JsonStreamContext parent = context.getParent();
        String above = parent == null ? "" : path(parent);
        return context.inArray()
                ? above + "/" + context.getCurrentIndex()
                : above + "/" + String.valueOf(context.getCurrentName()).replace('/', '|');
    }
}
