package io.aigateway.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The one form of a request path. Every {@code /v1/...} path is also served under {@code /api/v1}
 * and without a prefix; tricks with empty, dotted or encoded segments lead nowhere.
 */
final class CanonicalPath {

    private static final List<String> OUTSIDE_OF_V1 = List.of("/v1/", "/health/", "/metrics");
    private static final Pattern SUSPECT =
            Pattern.compile(
                    "//|/\\.{1,2}(/|$)|%2e|%00|%25|%5c|[;\\\\\\x00-\\x1f]",
                    Pattern.CASE_INSENSITIVE);
    private static final String NOWHERE = "/v1/-";

    private CanonicalPath() {}

    /** The canonical form; a path that plays tricks becomes one that nothing is found at. */
    static String of(String path) {
        if (SUSPECT.matcher(path).find()) {
            return NOWHERE;
        }
        String trimmed =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        if (trimmed.startsWith("/api/v1/")) {
            return trimmed.substring("/api".length());
        }
        return OUTSIDE_OF_V1.stream().anyMatch(trimmed::startsWith) ? trimmed : "/v1" + trimmed;
    }
}
