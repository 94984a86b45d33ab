package io.aigateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a request path. Every {@code /v1/...} path is also served without a prefix and
 * under {@code /api/v1}; calls are under those of other gateways too: {@code /v1/proxy} (Portkey),
 * {@code /inference/v1} (Fireworks), {@code /ai} and {@code /router/NAME} (Helicone), {@code
 * /openai/deployments/NAME} (Azure) and {@code /openai/v1}. Tricks with empty, dotted or encoded
 * segments lead nowhere.
 */
final class CanonicalPath {

    /** The header that a deployment's name goes on in; a caller's own is dropped. */
    static final String DEPLOYMENT = "x-aig-path-deployment";

    /** The same of a router's. */
    static final String ROUTER = "x-aig-path-router";

    private static final List<String> OUTSIDE_OF_V1 = List.of("/v1/", "/health/", "/metrics");

    /** What other gateways have before the paths of the API; the longest first where two fit. */
    private static final List<String> PREFIXES =
            List.of("/v1/proxy/", "/inference/v1/", "/openai/v1/", "/ai/v1/", "/ai/");

    /** All that is reached under them: management has one place. */
    private static final Set<String> CALLS =
            Set.of("chat/completions", "completions", "embeddings", "models");

    /**
     * The same, with a name behind it. Clients of Azure and LiteLLM append theirs to a base URL
     * that may end in {@code /v1}, as ours does.
     */
    private static final List<String> NAMING_PREFIXES =
            List.of(
                    "/openai/deployments/",
                    "/v1/openai/deployments/",
                    "/engines/",
                    "/v1/engines/",
                    "/router/");

    /** How LiteLLM calls its probes. */
    private static final Map<String, String> PROBES =
            Map.of(
                    "/health/liveliness", "/health/live",
                    "/health/liveness", "/health/live",
                    "/health/readiness", "/health/ready");

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
        String call = call(trimmed);
        if (call != null) {
            return call;
        }
        String probe = PROBES.get(trimmed);
        if (probe != null) {
            return probe;
        }
        return OUTSIDE_OF_V1.stream().anyMatch(trimmed::startsWith) ? trimmed : "/v1" + trimmed;
    }

    /** A call under another gateway's prefix; null for none. */
    private static @Nullable String call(String path) {
        for (String prefix : PREFIXES) {
            if (path.startsWith(prefix)) {
                return callOrNull(path.substring(prefix.length()));
            }
        }
        for (String prefix : NAMING_PREFIXES) {
            int end = path.startsWith(prefix) ? path.indexOf('/', prefix.length()) : -1;
            if (end > prefix.length()) {
                String rest = path.substring(end + 1);
                return callOrNull(rest.startsWith("v1/") ? rest.substring(3) : rest);
            }
        }
        return null;
    }

    private static @Nullable String callOrNull(String rest) {
        boolean known = CALLS.contains(rest) || rest.startsWith("models/");
        return known ? "/v1/" + rest : null;
    }

    /**
     * What a path names before it is brought into its one form: the header that says so, and the
     * name, percent-encoding kept; null for most paths.
     */
    static Map.@Nullable Entry<String, String> named(String path) {
        for (String prefix : NAMING_PREFIXES) {
            int end = path.startsWith(prefix) ? path.indexOf('/', prefix.length()) : -1;
            if (end > prefix.length()) {
                String header = prefix.equals("/router/") ? ROUTER : DEPLOYMENT;
                return Map.entry(header, path.substring(prefix.length(), end));
            }
        }
        return null;
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
