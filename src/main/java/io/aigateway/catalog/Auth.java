package io.aigateway.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is told the key.
 *
 * @param header the lower-case header that carries it; empty when the provider wants no key
 * @param prefix what stands before the key, such as {@code "Bearer "}
 */
public record Auth(String header, String prefix) {

    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9-]*");

    /** {@code Authorization: Bearer KEY}. */
    public static final Auth BEARER = new Auth("authorization", "Bearer ");

    /** No key at all. */
    public static final Auth NONE = new Auth("", "");

    public Auth {
        if (!HEADER_NAME.matcher(header).matches()) {
            throw new IllegalArgumentException(
                    "must be bearer, none or a header name, but was '" + header + "'");
        }
    }

    /**
     * {@code bearer}, {@code none}, or the name of the header that carries the bare key.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Auth of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "bearer" -> BEARER;
            case "none" -> NONE;
            default -> new Auth(lower, "");
        };
    }

    /** True when the provider is called without a key. */
    public boolean isNone() {
        return header.isEmpty();
    }

    /** The headers that carry a key: one, or none when there is no key to carry. */
    public Map<String, String> headersFor(@Nullable String key) {
        return key == null || isNone() ? Map.of() : Map.of(header, prefix + key);
    }
}
