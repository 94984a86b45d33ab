package io.aigateway.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something whose spending is counted, and which may have a cap.
 *
 * <p>The natural order (kind, then id) is the one order in which the scopes of a call are reserved.
 *
 * @param kind what it is
 * @param id which one: the id of an account, sub-account, key or provider, or the tag
 */
public record Scope(Kind kind, String id) implements Comparable<Scope> {

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::kind).thenComparing(Scope::id);

    /** No id of a sub-account has one, so the first ends it. */
    private static final char OF = ':';

    public Scope {
        if (id.isBlank()) {
            throw new IllegalArgumentException(
                    "id of the scope '"
                            + kind.text()
                            + "' must not be blank, but was '"
                            + id
                            + "'");
        }
        if (kind == Kind.SUB_ACCOUNT_TAG && (id.indexOf(OF) < 1 || id.endsWith(":"))) {
            throw new IllegalArgumentException(
                    "id of a sub-account's tag must be SUB_ACCOUNT:TAG, but was '" + id + "'");
        }
    }

    /** The prepaid credit; an account has one. */
    public static Scope credit(String account) {
        return new Scope(Kind.CREDIT, account);
    }

    /** A tag among the calls of one sub-account, apart from all others that carry it. */
    public static Scope tagOf(String subAccount, String tag) {
        return new Scope(Kind.SUB_ACCOUNT_TAG, subAccount + OF + tag);
    }

    /**
     * Everything that one call is counted on, without repetition, in the order of reservation. A
     * sub-account's tags are counted twice: with all calls that carry them, and with its own.
     *
     * @param providers the ids of all that may be asked
     */
    public static List<Scope> ofCall(
            String account,
            @Nullable String subAccount,
            String key,
            Collection<String> tags,
            Collection<String> providers) {
        List<Scope> scopes = new ArrayList<>(3 + 2 * tags.size() + providers.size());
        scopes.add(new Scope(Kind.ACCOUNT, account));
        if (subAccount != null) {
            scopes.add(new Scope(Kind.SUB_ACCOUNT, subAccount));
        }
        scopes.add(new Scope(Kind.KEY, key));
        tags.forEach(tag -> scopes.add(new Scope(Kind.TAG, tag)));
        if (subAccount != null) {
            tags.forEach(tag -> scopes.add(tagOf(subAccount, tag)));
        }
        providers.forEach(provider -> scopes.add(new Scope(Kind.PROVIDER, provider)));
        return InOrder.of(scopes);
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

    /** True when calls are counted on it because of a tag that they carry. */
    public boolean isTag() {
        return kind == Kind.TAG || kind == Kind.SUB_ACCOUNT_TAG;
    }

    /** The tag of a scope that is one; the id of any other. */
    public String tag() {
        return kind == Kind.SUB_ACCOUNT_TAG ? id.substring(id.indexOf(OF) + 1) : id;
    }

    /** The sub-account that a scope is, or that a tag is counted within; null for others. */
    public @Nullable String subAccount() {
        return switch (kind) {
            case SUB_ACCOUNT -> id;
            case SUB_ACCOUNT_TAG -> id.substring(0, id.indexOf(OF));
            default -> null;
        };
    }

    /** As in a message: {@code key 'key_1'}, or {@code tag 'batch' of sub-account 'sa_1'}. */
    public String named() {
        return kind == Kind.SUB_ACCOUNT_TAG
                ? "tag '" + tag() + "' of sub-account '" + subAccount() + "'"
                : kind.text() + " '" + id + "'";
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
        /** A tag of a call, whoever makes it. */
        TAG,
        /** A tag within one sub-account; its id is the sub-account's, a colon, and the tag. */
        SUB_ACCOUNT_TAG,
        /** A provider that is called. */
        PROVIDER,
        /** The account's prepaid credit, which calls with callers' own keys do not take from. */
        CREDIT;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The name in text forms and messages, such as {@code sub-account}. */
        public String text() {
            return text;
        }
    }
}
