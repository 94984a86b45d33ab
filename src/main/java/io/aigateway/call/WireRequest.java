package io.aigateway.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as the wire said it, in its canonical path.
 *
 * @param method the method in upper case
 * @param path the path, percent-encoding kept
 * @param query the query parameters, decoded; of repeated ones the first
 */
public record WireRequest(String method, String path, Map<String, String> query) {

    /** A request with a query string as it stood in the URL. */
    public static WireRequest of(String method, String path, @Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.putIfAbsent(
                        decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new WireRequest(method, path, Map.copyOf(parameters));
    }

    /** What follows a prefix of the path, decoded. */
    public String after(String prefix) {
        return path.startsWith(prefix) ? decode(path.substring(prefix.length())) : "";
    }

    /** The n-th segment of the path, decoded, counted from 0; empty when there is none. */
    public String segment(int n) {
        String[] segments = path.substring(1).split("/");
        return n < segments.length ? decode(segments[n]) : "";
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
