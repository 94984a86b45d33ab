package io.aigateway.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error body of any provider: OpenAI's and Anthropic's {@code error} object, Google's
 * {@code error.status}, Mistral's flat form and {@code detail[]}, xAI's and Together's {@code
 * error} text, Fireworks' {@code fault}, RFC 7807's {@code title} and {@code detail}, OpenRouter's
 * numeric code, Requesty's {@code origin}, Cloudflare's {@code errors[]}, and HTML from whatever
 * stands in front. Never throws.
 */
public final class UpstreamErrors {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A longer body is not an error message; its start is enough. */
    private static final int MAX_BODY = 64 * 1024;

    private static final int MAX_DETAILS = 5;
    private static final Pattern HTML_TITLE =
            Pattern.compile("(?is)<(?:title|h1)[^>]{0,200}>\\s*([^<]{1,200})");

    /** Where an error's code may stand, most telling first; numbers are statuses, not codes. */
    private static final List<String> CODE_PATHS =
            List.of(
                    "/error/details/error_code",
                    "/error/details/0/reason",
                    "/error/innererror/code",
                    "/error/code",
                    "/code",
                    "/fault/detail/errorcode",
                    "/errors/0/code");

    private static final List<String> TYPE_PATHS =
            List.of("/error/type", "/error/status", "/error/metadata/error_type", "/type");

    private static final List<String> STATUS_PATHS =
            List.of("/error/code", "/error/status_code", "/code", "/status");

    private static final Map<String, Integer> STATUS_OF_TYPE =
            Map.ofEntries(
                    Map.entry("invalid_request_error", 400),
                    Map.entry("authentication_error", 401),
                    Map.entry("billing_error", 402),
                    Map.entry("insufficient_quota", 429),
                    Map.entry("permission_error", 403),
                    Map.entry("not_found_error", 404),
                    Map.entry("request_too_large", 413),
                    Map.entry("rate_limit_error", 429),
                    Map.entry("rate_limit_exceeded", 429),
                    Map.entry("api_error", 500),
                    Map.entry("server_error", 500),
                    Map.entry("timeout_error", 504),
                    Map.entry("overloaded_error", 529));

    private UpstreamErrors() {}

    /**
     * What an answer with this status and body says.
     *
     * @param status the HTTP status; below 400 for an error inside a 200, whose own code, or type,
     *     or else 502, is then taken as the status
     */
    public static UpstreamError parse(int status, String body) {
        return parse(status, read(body), body);
    }

    /** The same for a body that is already parsed. */
    public static UpstreamError parse(int status, JsonNode body) {
        return parse(status, body.isArray() ? body.path(0) : body, "");
    }

    /** Whether a body that came with a status below 400 is an error all the same. */
    public static boolean isError(JsonNode body) {
        JsonNode error = body.path("error");
        return error.isObject() || (error.isTextual() && !body.has("choices"));
    }

    private static UpstreamError parse(int httpStatus, JsonNode body, String text) {
        String type = textAt(body, TYPE_PATHS);
        int status = status(httpStatus, body, type);
        boolean told = type != null && !type.isBlank() && !type.equals("error");
        String message = message(body);
        return new UpstreamError(
                status,
                told && type != null ? type : typeOf(status),
                textAt(body, CODE_PATHS),
                message != null ? message : unstructured(status, text));
    }

    /** Some providers answer with a list that holds the object. */
    private static JsonNode read(String body) {
        try {
            JsonNode node = JSON.readTree(body.length() <= MAX_BODY ? body : "");
            return node.isArray() ? node.path(0) : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static int status(int httpStatus, JsonNode body, @Nullable String type) {
        if (isErrorStatus(httpStatus)) {
            return httpStatus;
        }
        for (String path : STATUS_PATHS) {
            int inside = body.at(path).asInt();
            if (isErrorStatus(inside)) {
                return inside;
            }
        }
        return type == null ? 502 : STATUS_OF_TYPE.getOrDefault(type, 502);
    }

    private static boolean isErrorStatus(int status) {
        return status >= 400 && status <= 599;
    }

    private static @Nullable String message(JsonNode body) {
        JsonNode error = body.path("error");
        String inside = error.isObject() ? ofErrorObject(error) : null;
        if (inside != null) {
            return inside;
        }
        return firstText(
                words(body.path("message")),
                words(body.path("Message")),
                words(error),
                words(body.at("/fault/faultstring")),
                problem(body),
                words(body.at("/errors/0/message")));
    }

    /** OpenRouter says "Provider returned error" and puts what the provider said beside it. */
    private static @Nullable String ofErrorObject(JsonNode error) {
        String message = words(error.path("message"));
        String raw = words(error.at("/metadata/raw"));
        if (message == null || raw == null) {
            return firstText(message, raw);
        }
        return message + ": " + raw;
    }

    /** RFC 7807, and FastAPI's {@code detail}. */
    private static @Nullable String problem(JsonNode body) {
        String title = words(body.path("title"));
        String detail = words(body.path("detail"));
        return title == null || detail == null ? firstText(detail, title) : title + ": " + detail;
    }

    /** The words of a text, of an object with {@code detail}, or of a list of findings. */
    private static @Nullable String words(JsonNode node) {
        if (node.isTextual()) {
            return node.asText().isBlank() ? null : node.asText();
        }
        if (node.isArray()) {
            return findings(node);
        }
        return node.isObject() && node.has("detail") ? words(node.path("detail")) : null;
    }

    private static @Nullable String findings(JsonNode list) {
        List<String> told = new ArrayList<>();
        for (JsonNode finding : list) {
            String message = firstText(words(finding.path("msg")), words(finding.path("message")));
            if (message != null && told.size() < MAX_DETAILS) {
                told.add(place(finding.path("loc")) + message);
            }
        }
        return told.isEmpty() ? null : String.join("; ", told);
    }

    private static String place(JsonNode location) {
        List<String> steps = new ArrayList<>();
        location.forEach(step -> steps.add(step.asText()));
        return steps.isEmpty() ? "" : String.join(".", steps) + ": ";
    }

    private static String unstructured(int status, String body) {
        String text = body.substring(0, Math.min(body.length(), MAX_BODY)).strip();
        if (text.startsWith("<")) {
            Matcher title = HTML_TITLE.matcher(text);
            return "HTML instead of JSON" + (title.find() ? ": " + title.group(1).strip() : "");
        }
        boolean plain = !text.isEmpty() && !text.startsWith("{") && !text.startsWith("[");
        return plain ? text : "HTTP " + status + " without a message";
    }

    private static @Nullable String textAt(JsonNode body, List<String> paths) {
        for (String path : paths) {
            JsonNode node = body.at(path);
            if (node.isTextual() && !node.asText().isBlank()) {
                return node.asText();
            }
        }
        return null;
    }

    private static @Nullable String firstText(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 408, 504, 524 -> UpstreamError.TIMEOUT_TYPE;
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
