package io.aigateway.catalog;

import io.aigateway.money.Price;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that answers calls: one row of {@code models.yaml}.
 *
 * @param id {@code provider/name}, as callers and reports name it
 * @param providerId who serves it
 * @param upstream what the provider calls it
 * @param aliases other names it is found by
 * @param price what it costs, or null when that is not known
 * @param limits how much it takes and gives
 * @param rate how fast it may be asked
 * @param capabilities what it can do, in the words of {@link Capability}; empty when not known
 * @param unsupported request fields that are dropped because it refuses them
 * @param route the Camel endpoint that answers, or null for a provider's model
 */
public record Model(
        String id,
        String providerId,
        String upstream,
        List<String> aliases,
        @Nullable Price price,
        Limits limits,
        Rate rate,
        Set<String> capabilities,
        Set<String> unsupported,
        @Nullable String route) {

    /** What a model is asked for. */
    public enum Kind {
        /** Chat completions. */
        CHAT,
        /** Embeddings. */
        EMBEDDINGS,
        /** Plain completions. */
        COMPLETIONS
    }

    private static final int LONGEST = 200;
    private static final String MARKS = "_.:@+~-/";
    private static final Pattern ROUTE = Pattern.compile("[a-z][a-z-]*:[^\\s?]+");

    public Model {
        requireName("id", id);
        if (id.indexOf('/') < 0) {
            throw new IllegalArgumentException("id must be PROVIDER/NAME, but was '" + id + "'");
        }
        aliases = List.copyOf(aliases);
        aliases.forEach(alias -> requireName("aliases", alias));
        capabilities = Set.copyOf(capabilities);
        capabilities.forEach(Capability::requireKnown);
        unsupported = Set.copyOf(unsupported);
        if (route != null && !ROUTE.matcher(route).matches()) {
            throw new IllegalArgumentException(
                    "route must be a Camel endpoint such as direct:legal-answers, but was '%s'"
                            .formatted(route));
        }
    }

    /** What it is asked for; chat unless its capabilities say otherwise. */
    public Kind kind() {
        if (can(Capability.CHAT) || capabilities.isEmpty()) {
            return Kind.CHAT;
        }
        if (can(Capability.EMBEDDINGS)) {
            return Kind.EMBEDDINGS;
        }
        return can(Capability.COMPLETIONS) ? Kind.COMPLETIONS : Kind.CHAT;
    }

    /** True when the catalogue says that it can do this. */
    public boolean can(String capability) {
        return capabilities.contains(capability);
    }

    /** What it costs, when that is known. */
    public Optional<Price> knownPrice() {
        return Optional.ofNullable(price);
    }

    private static void requireName(String field, String name) {
        if (name.isEmpty() || name.length() > LONGEST || !isMadeOfSegments(name)) {
            throw new IllegalArgumentException(
                    "%s must be at most %d letters, digits and ._:@+~-/, but was '%s'"
                            .formatted(field, LONGEST, name));
        }
    }

    /** Checked by hand, not by a pattern: this runs for every name while the gateway starts. */
    private static boolean isMadeOfSegments(String name) {
        char before = '/';
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            boolean letterOrDigit =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && (MARKS.indexOf(c) < 0 || (c == '/' && before == '/'))) {
                return false;
            }
            before = c;
        }
        return before != '/';
    }
}
