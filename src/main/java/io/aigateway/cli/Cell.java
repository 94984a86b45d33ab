package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Any value of the API as a person reads it. */
final class Cell {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Cell() {}

    /**
     * A field's value; its name says what it is: {@code …_cents} is money, {@code …_at} a time (as
     * seconds or as ISO text), shown in UTC. Nothing is {@code -}.
     */
    static String text(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (field.endsWith("_cents")) {
            return Dollars.ofCents(value);
        }
        return field.endsWith("_at") ? time(value) : plain(value);
    }

    private static String time(JsonNode value) {
        if (value.isNumber()) {
            return UTC.format(Instant.ofEpochSecond(value.asLong()));
        }
        try {
            return UTC.format(Instant.parse(value.asText()));
        } catch (DateTimeParseException e) {
            return plain(value);
        }
    }

    private static String plain(JsonNode value) {
        if (!value.isContainerNode()) {
            String text = TerminalText.oneLine(value.asText());
            return text.isEmpty() ? "-" : text;
        }
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(entry -> parts.add(plain(entry)));
        } else {
            value.fields()
                    .forEachRemaining(
                            entry -> parts.add(entry.getKey() + "=" + plain(entry.getValue())));
        }
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }
}
