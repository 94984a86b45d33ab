package io.aigateway.migrate.convert.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.Written.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of one call, as far as a file writes it out.
 *
 * @param entries its fields by their names
 * @param below what stands before the names of those that are given apart, such as {@code
 *     extra_body.}; empty for nothing
 * @param apart the names of those
 */
record Body(Map<String, Written> entries, String below, List<String> apart) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    Body {
        apart = List.copyOf(apart);
    }

    Optional<Written> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Where a field stands, such as {@code extra_body.models}. */
    String path(String name) {
        return apart.contains(name) ? below + name : name;
    }

    /**
     * The models that it asks for, best first; nothing when one of them cannot be seen, or there is
     * none.
     */
    Optional<List<String>> models() {
        List<String> models = new ArrayList<>();
        for (String field : List.of("model", "models")) {
            Written value = entries.get(field);
            if (value != null && !isTexts(value)) {
                return Optional.empty();
            }
            if (value != null) {
                value.texts().stream().filter(one -> !models.contains(one)).forEach(models::add);
            }
        }
        return models.isEmpty() ? Optional.empty() : Optional.of(models);
    }

    /** The models that follow the first, in whatever words. */
    List<String> others() {
        List<String> others = new ArrayList<>();
        get("models").ifPresent(list -> others.addAll(list.texts()));
        get("fallbacks").ifPresent(list -> others.addAll(list.texts()));
        return others;
    }

    private static boolean isTexts(Written value) {
        return value.is(Kind.TEXT)
                || (value.is(Kind.LIST)
                        && value.items().stream().allMatch(item -> item.is(Kind.TEXT)));
    }

    /** A constant value as the wire would carry it. */
    static JsonNode json(Written value) {
        return switch (value.kind()) {
            case TEXT -> JSON.textNode(value.text());
            case PLAIN -> plain(value.text());
            case LIST -> {
                ArrayNode list = JSON.arrayNode();
                value.items().forEach(item -> list.add(json(item)));
                yield list;
            }
            case OBJECT -> {
                ObjectNode object = JSON.objectNode();
                value.entries().forEach((name, one) -> object.set(name, json(one)));
                yield object;
            }
            case COMPUTED -> JSON.nullNode();
        };
    }

    private static JsonNode plain(String text) {
        return switch (text) {
            case "true", "false" -> JSON.booleanNode(text.equals("true"));
            case "null" -> JSON.nullNode();
            default -> JSON.numberNode(new BigDecimal(text));
        };
    }
}
