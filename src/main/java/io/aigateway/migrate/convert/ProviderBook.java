package io.aigateway.migrate.convert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The providers of a conversion, each way to reach one with an id of its own. The ids depend only
 * on what is added, in its order.
 */
public final class ProviderBook {

    private static final int LONGEST = 40;

    private final Shipped shipped;
    private final Map<Connection, String> ids = new LinkedHashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of("camel", "demo"));

    /** None yet. */
    public ProviderBook(Shipped shipped) {
        this.shipped = shipped;
    }

    /** Gives a connection exactly this id, unless somebody has it; tells whether it did. */
    public boolean reserve(Connection connection, String id) {
        String form = Shipped.form(id);
        if (taken.contains(form) || ids.containsKey(connection) || clashes(connection, id)) {
            return id.equals(ids.get(connection));
        }
        take(connection, id);
        return true;
    }

    /**
     * The id of a connection, made when it is new, after the shipped id and the first free hint.
     */
    public String id(Connection connection, List<String> hints) {
        String known = ids.get(connection);
        if (known != null) {
            return known;
        }
        String kind = connection.kind();
        if (mayBeCalledLikeItsKind(connection) && reserve(connection, kind)) {
            return kind;
        }
        for (String hint : hints) {
            String id = slug(kind + "-" + hint);
            if (!hint.isBlank() && reserve(connection, id)) {
                return id;
            }
        }
        int number = 2;
        while (!reserve(connection, kind + "-" + number)) {
            number++;
        }
        return kind + "-" + number;
    }

    /** The ids that were given to one kind, in their order. */
    public List<String> ofKind(String kind) {
        return ids.values().stream().filter(id -> kind.equals(kinds.get(id))).toList();
    }

    /** Whether a provider has that id. */
    public boolean has(String id) {
        return kinds.containsKey(id);
    }

    /** Whether anybody was added. */
    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** The rows, in the order in which the providers were added. */
    public List<Map<String, Object>> rows() {
        return ids.entrySet().stream()
                .map(one -> one.getKey().row(one.getValue(), row(one.getKey().kind())))
                .toList();
    }

    /** An id of a word: lower case, with {@code -} for what an id cannot hold. */
    public static String slug(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        String cut = lower.substring(0, Math.min(LONGEST, lower.length()));
        return cut.replaceAll("^[-_]+|[-_]+$", "");
    }

    /** Another server under the name of a well-known provider would mislead. */
    private boolean mayBeCalledLikeItsKind(Connection connection) {
        String url = "" + row(connection.kind()).get("base-url");
        boolean isYours = url.contains(".invalid") || url.contains("://localhost");
        return connection.baseUrl() == null || isYours;
    }

    private boolean clashes(Connection connection, String id) {
        return aliases(connection, id).stream().map(Shipped::form).anyMatch(taken::contains);
    }

    private void take(Connection connection, String id) {
        ids.put(connection, id);
        kinds.put(id, connection.kind());
        taken.add(Shipped.form(id));
        aliases(connection, id).forEach(alias -> taken.add(Shipped.form(alias)));
    }

    /** A row keeps the shipped aliases when it has the shipped id. */
    private List<String> aliases(Connection connection, String id) {
        return id.equals(connection.kind())
                ? Shipped.texts(row(connection.kind()), "aliases")
                : List.of();
    }

    private Map<String, Object> row(String kind) {
        return shipped.provider(kind).orElseThrow();
    }
}
