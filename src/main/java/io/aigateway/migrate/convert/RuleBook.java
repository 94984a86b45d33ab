package io.aigateway.migrate.convert;

import io.aigateway.config.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a conversion. A rule has one verb, so what is nested gets rules of its own, which
 * are called after the rule they belong to: {@code fast~part1}.
 */
public final class RuleBook {

    private static final int LONGEST = 180;

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Map<Choice, String>> helpers = new HashMap<>();

    /**
     * @param reserved names that callers use, in the form of {@link Spelling#alike}
     */
    public RuleBook(Set<String> reserved) {
        taken.addAll(reserved);
    }

    /** Whether a text can be the name of a rule. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST
                && !name.contains("${")
                && name.chars().allMatch(c -> c > ' ' && c != 0x7F);
    }

    /** A rule of a public name. */
    public void rule(String name, Choice choice, RuleTerms terms) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model", name);
        int at = rows.size();
        verb(row, name, choice instanceof Choice.One ? new Choice.Chain(List.of(choice)) : choice);
        row.putAll(terms.keys());
        rows.add(at, row);
    }

    /** What holds for every model without a rule of its own; written when it is unusual. */
    public void everyModel(RuleTerms terms) {
        if (!terms.keys().isEmpty()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("model", "*");
            row.putAll(terms.keys());
            rows.add(row);
        }
    }

    /** What a choice is called within a rule: the model, or a rule made for it. */
    public String target(String owner, Choice choice) {
        if (choice instanceof Choice.One one) {
            return one.target();
        }
        Map<Choice, String> known = helpers.computeIfAbsent(owner, name -> new HashMap<>());
        String name = known.get(choice);
        if (name == null) {
            name = free(owner);
            known.put(choice, name);
            rule(name, choice, RuleTerms.USUAL);
        }
        return name;
    }

    /** The rows: each rule before those that were made for it. */
    public List<Map<String, Object>> rows() {
        return List.copyOf(rows);
    }

    private void verb(Map<String, Object> row, String name, Choice choice) {
        if (choice instanceof Choice.Chain chain) {
            Set<String> targets = new LinkedHashSet<>();
            chain.parts().forEach(part -> targets.add(target(name, part)));
            row.put("failover", List.copyOf(targets));
        } else if (choice instanceof Choice.Shares shares) {
            Map<String, Integer> weights = new LinkedHashMap<>();
            shares.weights()
                    .forEach(
                            (part, share) ->
                                    weights.merge(target(name, part), share, Integer::sum));
            row.put("weighted", weights);
        } else if (choice instanceof Choice.Branches branches) {
            List<Map<String, String>> list = new ArrayList<>();
            branches.branches().forEach(branch -> list.add(branch(name, branch)));
            row.put("conditional", list);
        }
    }

    private Map<String, String> branch(String owner, Choice.Branch branch) {
        Map<String, String> row = new LinkedHashMap<>();
        String when = branch.when();
        if (when != null) {
            row.put("when", when);
        }
        row.put("use", target(owner, branch.use()));
        return row;
    }

    private String free(String owner) {
        int number = 1;
        while (!taken.add(Spelling.alike(owner + "~part" + number))) {
            number++;
        }
        return owner + "~part" + number;
    }
}
