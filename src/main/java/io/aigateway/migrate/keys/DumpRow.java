package io.aigateway.migrate.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A row of one of LiteLLM's tables, from whatever it was exported to: in a CSV file all is text,
 * lists are PostgreSQL's {@code {a,b}}, and JSON stands in quotes.
 *
 * @param columns its values by column
 */
record DumpRow(Map<String, JsonNode> columns) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter POSTGRES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS][x]");

    DumpRow {
        columns = Map.copyOf(columns);
    }

    /** A text that is not blank. */
    Optional<String> text(String column) {
        JsonNode value = columns.get(column);
        return value == null || value.isNull() || value.isContainerNode()
                ? Optional.empty()
                : Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    /** A number, 0 or more. */
    Optional<BigDecimal> amount(String column) {
        return text(column).flatMap(DumpRow::number).filter(value -> value.signum() >= 0);
    }

    /** A whole number of 1 or more. */
    Optional<Long> count(String column) {
        return amount(column)
                .filter(value -> value.compareTo(BigDecimal.ONE) >= 0)
                .map(value -> value.min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue());
    }

    /** True when it says so. */
    boolean flag(String column) {
        String text = text(column).orElse("").toLowerCase(Locale.ROOT);
        return text.equals("true") || text.equals("t") || text.equals("1");
    }

    /** A time; without a zone it is UTC, as LiteLLM keeps it. */
    Optional<Instant> time(String column) {
        return text(column).flatMap(DumpRow::instant);
    }

    /** A list of texts. */
    List<String> list(String column) {
        JsonNode value = json(column);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> texts.add(one.asText()));
        } else {
            text(column)
                    .filter(text -> text.startsWith("{") && text.endsWith("}"))
                    .ifPresent(text -> texts.addAll(Csv.row(text.substring(1, text.length() - 1))));
        }
        texts.removeIf(String::isBlank);
        return texts;
    }

    /** A JSON value, also one that stands in a text. */
    JsonNode json(String column) {
        JsonNode value = columns.getOrDefault(column, MissingNode.getInstance());
        if (!value.isTextual()) {
            return value;
        }
        try {
            return JSON.readTree(value.asText());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            BigDecimal value = new BigDecimal(text.length() > 40 ? "" : text);
            boolean sensible = value.precision() - value.scale() < 15 && value.scale() < 60;
            return sensible ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException otherForm) {
            return local(text.replace('T', ' '));
        }
    }

    private static Optional<Instant> local(String text) {
        try {
            String bare =
                    text.replaceFirst("(\\.\\d{1,6})\\d*", "$1")
                            .replaceFirst("([+-]\\d\\d)(:00)?$|Z$", "");
            String date = bare.replaceFirst("\\.\\d+$", "");
            return Optional.of(LocalDateTime.parse(date, POSTGRES).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
