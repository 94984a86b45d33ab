package io.aigateway.budget;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something whose spending is counted, and which may have a cap.
 *
 * <p>The natural order (kind, then id) is the one order in which the scopes of a call are reserved.
 *
 * @param kind what it is
 * @param id which one: the id of an account, sub-account, key or provider, or the tag itself
 */
public record Scope(Kind kind, String id) implements Comparable<Scope> {

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::kind).thenComparing(Scope::id);

    public Scope {
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "id of the scope '"
                            + kind.text()
                            + "' must not be blank, but was '"
                            + id
                            + "'");
        }
    }

    /** Everything that one call is counted on, without repetition, in the order of reservation. */
    public static List<Scope> ofCall(
            String account,
            @Nullable String subAccount,
            String key,
            Collection<String> tags,
            @Nullable String provider) {
        Stream<Scope> known = Stream.of(new Scope(Kind.ACCOUNT, account), new Scope(Kind.KEY, key));
        Stream<Scope> optional =
                Stream.concat(
                        Stream.ofNullable(subAccount).map(id -> new Scope(Kind.SUB_ACCOUNT, id)),
                        Stream.ofNullable(provider).map(id -> new Scope(Kind.PROVIDER, id)));
        Stream<Scope> tagged = tags.stream().map(tag -> new Scope(Kind.TAG, tag));
        return Stream.concat(Stream.concat(known, optional), tagged).distinct().sorted().toList();
    }

    /** The scope whose {@link #text()} this is. */
    public static Scope parse(String text) {
        int colon = text.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (colon > 0 && kind.text().equals(text.substring(0, colon))) {
                return new Scope(kind, text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException(
                "a scope must read like 'tag:team-a' or 'key:key_1', but was '" + text + "'");
    }

    /** The stable text form, {@code kind:id}: a cache key, and a column of the usage records. */
    public String text() {
        return kind.text() + ":" + id;
    }

    @Override
    public int compareTo(Scope other) {
        return ORDER.compare(this, other);
    }

    /** What can be counted, in the order of reservation. */
    public enum Kind {
        /** The whole installation's account. */
        ACCOUNT,
        /** A sub-account. */
        SUB_ACCOUNT,
        /** A gateway key. */
        KEY,
        /** A tag of a call. */
        TAG,
        /** A provider that is called. */
        PROVIDER;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The name in text forms and messages, such as {@code sub-account}. */
        public String text() {
            return text;
        }
    }
}
