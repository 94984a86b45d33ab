package io.aigateway.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import io.aigateway.error.PlainName;
import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a management request. Each reading takes the value that holds when the field is
 * left out, so that creating (over defaults) and patching (over what is) are the same; {@code null}
 * clears. A wrong type is a 400 that names the field; fields that nobody reads are ignored.
 */
final class Fields {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_SECRET = 4_096;
    private static final int MOST_MODELS = 1_000;
    private static final BigDecimal HIGHEST_CENTS = BigDecimal.valueOf(100_000_000_000L);
    private static final long HIGHEST_COUNT = 1_000_000_000L;

    private final ObjectNode body;

    Fields(ObjectNode body) {
        this.body = body;
    }

    boolean has(String field) {
        return body.has(field);
    }

    @Nullable String text(String field, @Nullable String otherwise) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return value == null ? otherwise : null;
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_TEXT || !PlainName.holds(text)) {
            throw wrong(field, "must be a text of 1 to " + LONGEST_TEXT + " visible characters");
        }
        return text;
    }

    String requiredText(String field, @Nullable String otherwise) {
        String text = text(field, otherwise);
        if (text == null) {
            throw wrong(field, "is required");
        }
        return text;
    }

    /** A secret of somebody else's making: nothing is said of it but that it could be one. */
    String secret(String field) {
        JsonNode value = body.get(field);
        String text = value != null && value.isTextual() ? value.textValue().strip() : "";
        if (!isSecret(text)) {
            throw wrong(
                    field,
                    "must be a key of 1 to "
                            + LONGEST_SECRET
                            + " printable characters without blanks");
        }
        return text;
    }

    static boolean isSecret(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_SECRET
                && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    @Nullable String tag(String field, @Nullable String otherwise) {
        String tag = text(field, otherwise);
        if (tag != null && (tag.length() > LONGEST_TAG || tag.contains(","))) {
            throw wrong(
                    field,
                    "must be a tag of at most " + LONGEST_TAG + " characters without commas");
        }
        return tag;
    }

    @Nullable Money cents(String field, @Nullable Money otherwise) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return value == null ? otherwise : null;
        }
        if (!value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(HIGHEST_CENTS) > 0) {
            throw wrong(field, "must be an amount in cents from 0 to " + HIGHEST_CENTS);
        }
        return Money.ofCents(value.decimalValue());
    }

    @Nullable Long count(String field, @Nullable Long otherwise) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return value == null ? otherwise : null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > HIGHEST_COUNT) {
            throw wrong(field, "must be a whole number from 1 to " + HIGHEST_COUNT);
        }
        return value.longValue();
    }

    CapPeriod period(String field, CapPeriod otherwise) {
        JsonNode value = body.get(field);
        if (value == null) {
            return otherwise;
        }
        return CapPeriod.of(value.asText())
                .orElseThrow(() -> wrong(field, "must be one of " + periods()));
    }

    AllowedModels models(String field, AllowedModels otherwise) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return value == null ? otherwise : AllowedModels.ALL;
        }
        if (!value.isArray() || value.isEmpty() || value.size() > MOST_MODELS) {
            throw wrong(
                    field,
                    "must be a list of model ids such as [\"moonshot/*\"]; null allows every model");
        }
        return new AllowedModels(patterns(field, value));
    }

    private static List<String> patterns(String field, JsonNode list) {
        List<String> patterns = new ArrayList<>();
        for (JsonNode element : list) {
            if (!element.isTextual() || element.textValue().isBlank()) {
                throw wrong(field, "must hold model ids only");
            }
            patterns.add(element.textValue().strip());
        }
        return patterns;
    }

    /** An instant as epoch seconds or in ISO 8601 with an offset. */
    @Nullable Instant instant(String field, @Nullable Instant otherwise) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return value == null ? otherwise : null;
        }
        try {
            return value.isIntegralNumber()
                    ? Instant.ofEpochSecond(value.longValue())
                    : OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException e) {
            throw wrong(
                    field, "must be a time, as epoch seconds or such as \"2030-01-31T00:00:00Z\"");
        }
    }

    static GatewayException wrong(String field, String must) {
        return new GatewayError(400, "invalid_request_error", "'" + field + "' " + must + ".")
                .about(field)
                .asException();
    }

    private static String periods() {
        return Arrays.stream(CapPeriod.values())
                .map(CapPeriod::wireName)
                .collect(Collectors.joining(", "));
    }
}
