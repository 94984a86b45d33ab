package io.aigateway.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answers calls: one row of {@code providers.yaml}.
 *
 * @param id the prefix of its model ids; lower-case letters, digits, {@code -} and {@code _}
 * @param aliases other prefixes it is known by, such as LiteLLM's
 * @param wire the format it speaks
 * @param baseUrl what {@code /chat/completions} and the like are appended to, without a slash at
 *     its end; empty for wires that stay in the process
 * @param apiKey our key, or null when there is none
 * @param auth how it is told the key
 * @param headers fixed headers of every call
 * @param timeouts how long it may take
 * @param quirks where it departs from its wire
 * @param maxParallel how many calls may be under way at once, at least 1
 */
public record Provider(
        String id,
        List<String> aliases,
        Wire wire,
        String baseUrl,
        @Nullable String apiKey,
        Auth auth,
        Map<String, String> headers,
        Timeouts timeouts,
        Quirks quirks,
        int maxParallel) {

    /** What the connection pool to one provider can carry with room to spare. */
    public static final int DEFAULT_MAX_PARALLEL = 10_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** Who serves models that are Camel endpoints; always there, without a row. */
    public static final Provider CAMEL =
            new Provider(
                    "camel",
                    List.of(),
                    Wire.CAMEL,
                    "",
                    null,
                    Auth.NONE,
                    Map.of(),
                    Timeouts.DEFAULT,
                    Quirks.NONE,
                    DEFAULT_MAX_PARALLEL);

    public Provider {
        requireId("id", id);
        aliases = List.copyOf(aliases);
        aliases.forEach(alias -> requireId("aliases", alias));
        baseUrl = withoutSlashAtEnd(baseUrl);
        if (wire.isRemote()) {
            requireUrl(baseUrl);
        } else if (!baseUrl.isEmpty()) {
            throw new IllegalArgumentException(
                    "base-url must be left out for wire " + wire.text() + ", which stays inside");
        }
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "api-key must be printable ASCII without blanks; look for a stray line end");
        }
        if (maxParallel < 1) {
            throw new IllegalArgumentException(
                    "max-parallel must be at least 1, but was " + maxParallel);
        }
        headers = Map.copyOf(headers);
    }

    /** True when it can be called without a key of the caller's own. */
    public boolean usable() {
        return apiKey != null || auth.isNone() || !wire.isRemote();
    }

    /** Shows whether there is a key, never the key. */
    @Override
    public String toString() {
        return "Provider[%s, wire=%s, base-url=%s, api-key=%s]"
                .formatted(id, wire.text(), baseUrl, apiKey == null ? "none" : "set");
    }

    private static void requireId(String field, String value) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s must be lower-case letters, digits, '-' and '_', but was '%s'"
                            .formatted(field, value));
        }
    }

    private static String withoutSlashAtEnd(String url) {
        return url.endsWith("/") ? withoutSlashAtEnd(url.substring(0, url.length() - 1)) : url;
    }

    private static void requireUrl(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && isBare(uri)) {
                return;
            }
        } catch (URISyntaxException e) {
            // told below: the parser's message would repeat the value, which may hold a secret
        }
        throw new IllegalArgumentException(
                "base-url must be http(s)://host/path without user, query or fragment"
                        + (url.isEmpty() ? ", but was empty" : ""));
    }

    private static boolean isBare(URI uri) {
        return uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    }
}
