package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Json;
import io.aigateway.call.WireHeaders;
import io.aigateway.catalog.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Portkey's headers. */
final class PortkeyWords {

    private static final String CONFIG = "x-portkey-config";
    private static final String METADATA = "x-portkey-metadata";
    private static final int LONGEST_JSON = 8_192;
    private static final long LONGEST_MILLIS = 86_400_000;

    /** Read elsewhere, or what its SDKs say about themselves. */
    private static final Set<String> SILENT =
            Set.of(
                    "api-key",
                    "trace-id",
                    "lang",
                    "lang-version",
                    "package-version",
                    "runtime",
                    "runtime-version",
                    "os",
                    "arch");

    private PortkeyWords() {}

    static void header(String rest, WireHeaders headers, String value, Draft draft, Shares shares) {
        switch (rest) {
            case "provider" -> provider(value.strip(), headers, draft);
            case "virtual-key" -> slug("x-portkey-virtual-key", value.strip(), draft);
            case "config" -> config(value.strip(), draft, shares);
            case "metadata" -> metadata(value, draft);
            case "request-timeout" -> timeout("x-portkey-request-timeout", value, draft);
            default -> {
                if (!SILENT.contains(rest)) {
                    draft.ignore("x-portkey-" + rest);
                }
            }
        }
    }

    /** A provider by its own name is called with the caller's key, one by its slug with ours. */
    private static void provider(String name, WireHeaders headers, Draft draft) {
        slug("x-portkey-provider", name, draft);
        Optional<Provider> exact = draft.catalog().providers().find(name);
        if (exact.isPresent() && headers.get("x-portkey-api-key") != null) {
            draft.bearerFor(exact.get().id());
        }
    }

    private static void slug(String field, String slug, Draft draft) {
        draft.provider(slug)
                .ifPresentOrElse(
                        found -> draft.servedBy(found.id()),
                        () -> draft.ignore(field + " " + slug));
    }

    /** The text of a configuration, or the id of a stored one, which may be a rule's name. */
    private static void config(String value, Draft draft, Shares shares) {
        if (value.startsWith("{")) {
            new PortkeyConfig(draft, shares).read(json(CONFIG, value));
        } else if (draft.catalog().rules().find(value).isPresent()) {
            draft.target(value);
        } else {
            draft.ignore(CONFIG + " " + value);
        }
    }

    private static void metadata(String value, Draft draft) {
        for (Map.Entry<String, JsonNode> field : json(METADATA, value).properties()) {
            String name = field.getKey().equals("_user") ? TagKeys.USER : field.getKey();
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                draft.property(name, field.getValue().asText());
            } else {
                draft.ignore(METADATA + "." + name);
            }
        }
    }

    private static JsonNode json(String field, String value) {
        if (value.length() > LONGEST_JSON) {
            throw Draft.mistake(field, "be at most " + LONGEST_JSON + " characters");
        }
        try {
            JsonNode read = Json.readStrict(value.getBytes(StandardCharsets.UTF_8));
            if (read.isObject()) {
                return read;
            }
        } catch (IOException notJson) {
            throw Draft.mistake(field, "be a JSON object");
        }
        throw Draft.mistake(field, "be a JSON object");
    }

    /** How long a call may take, in milliseconds. */
    static void timeout(String field, String millis, Draft draft) {
        String text = millis.strip();
        boolean good = text.matches("[0-9]{1,10}");
        long value = good ? new BigDecimal(text).longValue() : 0;
        if (value > 0 && value <= LONGEST_MILLIS) {
            draft.total(Duration.ofMillis(value));
        } else {
            draft.ignore(field);
        }
    }
}
