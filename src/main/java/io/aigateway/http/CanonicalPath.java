package io.aigateway.http;

import java.util.List;
import java.util.Locale;

/**
 * The one form of a request path. Every {@code /v1/...} path is also served under {@code /api/v1}
 * and without a prefix; tricks with empty, dotted or encoded segments lead nowhere.
 */
final class CanonicalPath {

    private static final List<String> OUTSIDE_OF_V1 = List.of("/v1/", "/health/", "/metrics");
    private static final String NOWHERE = "/v1/-";

    private CanonicalPath() {}

    /** The canonical form; a path that plays tricks becomes one that nothing is found at. */
    static String of(String path) {
        if (isSuspect(path)) {
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

    private static boolean isSuspect(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || c == '\\' || c <= ' ' || (c == '%' && isHiddenSeparator(path, i))) {
                return true;
            }
        }
        return path.contains("//")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..");
    }

    /** An encoded dot, backslash, percent sign or NUL; an encoded slash is part of a model's id. */
    private static boolean isHiddenSeparator(String path, int percent) {
        String code =
                path.substring(percent, Math.min(path.length(), percent + 3))
                        .toLowerCase(Locale.ROOT);
        return code.equals("%2e") || code.equals("%5c") || code.equals("%25") || code.equals("%00");
    }
}
