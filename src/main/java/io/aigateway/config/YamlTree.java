package io.aigateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads one YAML document into nodes with line numbers. Aliases are refused: they are the way to a
 * file of a few bytes that unfolds into gigabytes, and configuration reads better without them.
 */
final class YamlTree {

    private static final int DEEPEST = 20;
    private static final YAMLFactory YAML = YAMLFactory.builder().loaderOptions(limits()).build();

    private final String source;
    private final YAMLParser parser;
    private final Findings findings;

    private YamlTree(String source, YAMLParser parser, Findings findings) {
        this.source = source;
        this.parser = parser;
        this.findings = findings;
    }

    /** The document, or null when it is empty or not YAML; what is wrong goes to the findings. */
    static @Nullable Node read(ConfigText file, Findings findings) {
        try (YAMLParser parser = YAML.createParser(file.text())) {
            return new YamlTree(file.source(), parser, findings).document();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            findings.error(file.source(), line, problem(e.getOriginalMessage()));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Node document() throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        Node node = node(0);
        if (parser.nextToken() != null) {
            error("a second document starts here; keep one document a file");
        }
        return node;
    }

    private Node node(int depth) throws IOException {
        int line = line();
        if (depth > DEEPEST) {
            error("nested too deeply; at most " + DEEPEST + " levels");
            parser.skipChildren();
            return new Node.Scalar(line, null);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(line, depth);
        }
        return token == JsonToken.START_ARRAY ? items(line, depth) : scalar(line, token);
    }

    private Node fields(int line, int depth) throws IOException {
        Map<String, Node.Field> byName = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            Node.Field earlier = byName.putIfAbsent(name, new Node.Field(keyLine, node(depth + 1)));
            if (earlier != null) {
                findings.error(
                        source,
                        keyLine,
                        "key '%s' is written twice; it stands on line %d already"
                                .formatted(name, earlier.line()));
            }
        }
        return new Node.Fields(line, byName);
    }

    private Node items(int line, int depth) throws IOException {
        List<Node> nodes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(node(depth + 1));
        }
        return new Node.Items(line, nodes);
    }

    private Node scalar(int line, JsonToken token) throws IOException {
        if (parser.isCurrentAlias()) {
            error("alias '*" + parser.getText() + "' is not supported; write the value out");
        }
        return new Node.Scalar(line, token == JsonToken.VALUE_NULL ? null : parser.getText());
    }

    private void error(String message) {
        findings.error(source, line(), message);
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static String problem(String message) {
        if (message.contains("\\t(TAB)")) {
            return "a tab is used for indentation; use spaces";
        }
        String first = message.lines().filter(l -> !l.isBlank()).findFirst().orElse("unreadable");
        return "not valid YAML (" + first.strip() + "); mind indentation, quotes and brackets";
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ConfigFiles.LARGEST);
        return options;
    }
}
