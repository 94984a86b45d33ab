package io.aigateway.call;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request headers as the wire said them, found by name in any case. Its text form shows no
 * values.
 */
public final class WireHeaders {

    private final Map<String, Object> byLowerName = new HashMap<>();

    public WireHeaders(Map<String, Object> headers) {
        headers.forEach((name, value) -> byLowerName.put(name.toLowerCase(Locale.ROOT), value));
    }

    /**
     * The header's value; null when it was not sent. A header sent twice gives its values with a
     * comma between.
     */
    public @Nullable String get(String lowerName) {
        Object value = byLowerName.get(lowerName);
        if (value instanceof Iterable<?> several) {
            StringBuilder joined = new StringBuilder();
            several.forEach(one -> joined.append(joined.isEmpty() ? "" : ",").append(one));
            return joined.toString();
        }
        return value == null ? null : value.toString();
    }

    /** The names of all headers, in lower case. */
    public Set<String> names() {
        return byLowerName.keySet();
    }

    /** True when a header's name begins so. */
    public boolean hasNameStartingWith(String lowerStart) {
        for (String name : byLowerName.keySet()) {
            if (name.startsWith(lowerStart)) {
                return true;
            }
        }
        return false;
    }

    /** True when the header was sent more than once. */
    public boolean repeated(String lowerName) {
        return byLowerName.get(lowerName) instanceof Iterable<?>;
    }

    @Override
    public String toString() {
        return "WireHeaders" + byLowerName.keySet();
    }
}
