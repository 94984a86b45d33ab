package io.aigateway.migrate.convert;

import io.aigateway.config.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The models of a conversion. Rows that say the same share an id; no name is given twice. */
public final class ModelBook {

    private static final int LONGEST = 190;

    private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    private final Map<Map<String, Object>, String> ids = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> reserved;

    /**
     * @param reserved names that mean something else, in the form of {@link Spelling#alike}: no
     *     model gets them as its id
     */
    public ModelBook(Set<String> reserved) {
        this.reserved = Set.copyOf(reserved);
    }

    /**
     * The id of a model, added when it is new.
     *
     * @param mayBeNamed a reserved name that this model may have as its id, or empty
     * @param facts price, limits and the like
     */
    public String id(
            String provider, String upstream, String mayBeNamed, Map<String, Object> facts) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("provider", provider);
        row.put("upstream", upstream);
        row.putAll(facts);
        boolean isLimited = facts.containsKey("rate");
        String known = isLimited ? null : ids.get(row);
        return known == null || isReserved(known, mayBeNamed)
                ? add(row, provider, upstream, mayBeNamed)
                : known;
    }

    private String add(
            Map<String, Object> row, String provider, String upstream, String mayBeNamed) {
        String wanted = provider + "/" + cleaned(upstream);
        String id = wanted;
        for (int number = 2; isTaken(id, mayBeNamed); number++) {
            id = wanted + "~" + number;
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("id", id);
        whole.putAll(row);
        whole.remove("provider");
        if (id.equals(provider + "/" + upstream)) {
            whole.remove("upstream");
        }
        rows.put(id, whole);
        ids.putIfAbsent(row, id);
        owners.put(Spelling.alike(id), id);
        return id;
    }

    /** Adds a row of ours as it is, unless its id is taken; aliases that are taken are left out. */
    public void addShipped(String id, Map<String, Object> shipped, boolean withAliases) {
        if (isTaken(id, id)) {
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>(shipped);
        row.put("id", id);
        row.remove("aliases");
        rows.put(id, row);
        owners.put(Spelling.alike(id), id);
        if (withAliases) {
            Shipped.texts(shipped, "aliases").stream()
                    .filter(alias -> !reserved.contains(Spelling.alike(alias)))
                    .forEach(alias -> alias(id, alias));
        }
    }

    /** Gives a model another name; false when the name is taken, or cannot be one. */
    public boolean alias(String id, String name) {
        String owner = owners.get(Spelling.alike(name));
        if (id.equals(owner)) {
            return true;
        }
        if (owner != null || !isName(name)) {
            return false;
        }
        owners.put(Spelling.alike(name), id);
        Map<String, Object> row = Objects.requireNonNull(rows.get(id), id);
        List<String> aliases = new ArrayList<>(Shipped.texts(row, "aliases"));
        aliases.add(name);
        withAliases(row, aliases);
        return true;
    }

    /** Aliases stand behind the id. */
    private static void withAliases(Map<String, Object> row, List<String> aliases) {
        Map<String, Object> before = new LinkedHashMap<>(row);
        row.clear();
        row.put("id", before.remove("id"));
        before.remove("aliases");
        row.put("aliases", aliases);
        row.putAll(before);
    }

    /** The id of the model that is found by a name. */
    public Optional<String> named(String name) {
        return Optional.ofNullable(owners.get(Spelling.alike(name)));
    }

    /** The rows, in the order in which the models were added. */
    public List<Map<String, Object>> rows() {
        return List.copyOf(rows.values());
    }

    /** Whether a text can be the name of a model. */
    public static boolean isName(String name) {
        return name.length() <= LONGEST
                && name.matches("[A-Za-z0-9_.:@+~-]+(/[A-Za-z0-9_.:@+~-]+)*");
    }

    private boolean isTaken(String id, String mayBeNamed) {
        return isReserved(id, mayBeNamed) || owners.containsKey(Spelling.alike(id));
    }

    private boolean isReserved(String id, String mayBeNamed) {
        String form = Spelling.alike(id);
        return reserved.contains(form) && !form.equals(Spelling.alike(mayBeNamed));
    }

    /** What an id cannot hold becomes {@code -}. */
    private static String cleaned(String upstream) {
        String clean =
                upstream.replaceAll("[^A-Za-z0-9_.:@+~/-]+", "-")
                        .replaceAll("/{2,}", "/")
                        .replaceAll("^[-/]+|[-/]+$", "");
        String cut = clean.substring(0, Math.min(LONGEST - 80, clean.length()));
        return cut.isEmpty() ? "model" : cut.replaceAll("/$", "");
    }
}
