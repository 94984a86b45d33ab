package io.aigateway.catalog;

import io.aigateway.config.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every routing rule, found by its public name. Immutable. */
public final class Rules {

    private final List<Rule> rules;
    private final Map<String, Rule> byName = new HashMap<>();
    private final Map<String, Rule> byAlike = new HashMap<>();

    private Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (Rule rule : this.rules) {
            byName.putIfAbsent(rule.model(), rule);
            byAlike.putIfAbsent(Spelling.alike(rule.model()), rule);
        }
    }

    /** The given rules, of which the first one wins where a name is used twice. */
    public static Rules of(List<Rule> rules) {
        return new Rules(rules);
    }

    /**
     * The rule of a public name; case does not matter, and {@code .} and {@code -} are alike
     * between digits. The {@code *} row is not found by name: see {@link #defaults}.
     */
    public Optional<Rule> find(String publicName) {
        if (byName.isEmpty() || publicName.equals(Rule.EVERY_MODEL) || publicName.length() > 256) {
            return Optional.empty();
        }
        Rule exact = byName.get(publicName);
        return Optional.ofNullable(exact != null ? exact : byAlike.get(Spelling.alike(publicName)));
    }

    /** What holds for a model without a rule of its own: the {@code *} row, or the built-in one. */
    public Rule defaults() {
        return byName.getOrDefault(Rule.EVERY_MODEL, Rule.DEFAULT);
    }

    /** All rules in the order of the file, the {@code *} row included. */
    public List<Rule> all() {
        return rules;
    }
}
