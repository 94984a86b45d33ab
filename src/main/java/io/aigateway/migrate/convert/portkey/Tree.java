package io.aigateway.migrate.convert.portkey;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.RuleBook;
import io.aigateway.migrate.convert.RuleTerms;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Weights;
import io.aigateway.migrate.convert.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One configuration object: its strategies, one within the other, become one rule. */
final class Tree {

    private static final int DEEPEST = 8;
    private static final Set<String> JOINED = Set.of("fallback", "loadbalance", "conditional");
    private static final String SINGLE = "single";
    private static final String ANY_FAILURE =
            ": not after each answer that is no 2xx, but after those that another may serve";
    private static final String NO_DEFAULT =
            ": what meets no condition is not refused, but served by the first target";
    private static final String ONCE =
            "nobody is asked twice for one call; the next candidate is, and Retry-After is kept";

    private final Leaves leaves;
    private final StatusCodes codes = new StatusCodes();
    private long slowest;

    Tree(Leaves leaves) {
        this.leaves = leaves;
    }

    /**
     * The files that the tree comes to; none when nobody can be asked.
     *
     * @param name the rule's name
     * @param from the file, for a comment
     */
    SortedMap<String, String> files(Setting root, String name, String from) {
        Optional<Choice> choice = choice(root, Inherited.NOTHING);
        SortedMap<String, String> files = new TreeMap<>();
        if (choice.isPresent()) {
            RuleBook rules = new RuleBook(Set.of(Spelling.alike(name)));
            rules.rule(name, choice.get(), terms(choice.get()));
            String comment = "Converted from " + from + " of Portkey. Callers name " + name + ".";
            files.put("providers.yaml", YamlText.of(comment, "providers", leaves.providers()));
            files.put("models.yaml", YamlText.of(comment, "models", leaves.models()));
            files.put("rules.yaml", YamlText.of(comment, "rules", rules.rows()));
        }
        return files;
    }

    private RuleTerms terms(Choice choice) {
        int most = choice.most();
        long total = Math.max(RuleTerms.USUAL.totalMillis(), slowest * most);
        int attempts = Math.max(RuleTerms.USUAL.attempts(), most);
        return new RuleTerms(codes.triggers(), attempts, total);
    }

    private Optional<Choice> choice(Setting node, Inherited around) {
        if (around.depth() > DEEPEST || !node.isMapping()) {
            node.dropped("this is no target, or one within more than 8 strategies");
            return Optional.empty();
        }
        Inherited here = around.below(node);
        Optional<Setting> targets = node.get("targets").filter(Setting::isList);
        Optional<Choice> choice =
                targets.isEmpty() ? leaf(node, here) : strategy(node, targets.get().items(), here);
        if (choice.isPresent()) {
            node.get("retry").ifPresent(retry -> retry.changed(ONCE));
        }
        return choice;
    }

    private Optional<Choice> leaf(Setting node, Inherited here) {
        Optional<Choice> choice = leaves.choice(node, here);
        if (choice.isPresent()) {
            here.used();
            slowest = Math.max(slowest, here.millis().orElse(0L));
        }
        return choice;
    }

    private Optional<Choice> strategy(Setting node, List<Setting> targets, Inherited here) {
        String word = mode(node).flatMap(Setting::text).orElse(SINGLE);
        boolean single = !JOINED.contains(word);
        Map<Setting, Choice> parts = new LinkedHashMap<>();
        for (Setting target : single ? targets.subList(0, 1) : targets) {
            choice(target, here).ifPresent(part -> parts.put(target, part));
        }
        if (parts.isEmpty()) {
            node.dropped("none of its targets can be asked");
            return Optional.empty();
        }
        if (single) {
            targets.subList(1, targets.size())
                    .forEach(one -> one.dropped("in mode single the first target alone is asked"));
        }
        tell(node, word, here.depth());
        return Optional.of(joined(word, node, parts));
    }

    private static Optional<Setting> mode(Setting node) {
        return node.get("strategy").flatMap(one -> one.get("mode"));
    }

    private static Choice joined(String word, Setting node, Map<Setting, Choice> parts) {
        return switch (word) {
            case "loadbalance" -> Weights.ofTargets(parts);
            case "conditional" -> new Conditions(parts).of(node);
            default -> Choice.chain(List.copyOf(parts.values()));
        };
    }

    private void tell(Setting node, String word, int depth) {
        Optional<Setting> statuses =
                node.get("strategy").flatMap(one -> one.get("on_status_codes"));
        boolean decides = word.equals("fallback") && codes.note(statuses, depth);
        boolean ends = node.get("strategy").flatMap(one -> one.get("default")).isPresent();
        mode(node).ifPresent(one -> tell(one, word, decides || ends));
    }

    /**
     * @param complete whether a fallback has its statuses, and conditions their default
     */
    private static void tell(Setting mode, String word, boolean complete) {
        switch (word) {
            case "loadbalance" -> mode.changed("weighted: when one fails, the others follow");
            case "fallback" -> note(mode, complete, "failover", ANY_FAILURE);
            case "conditional" -> note(mode, complete, "conditional", NO_DEFAULT);
            case SINGLE -> mode.carried("the first target alone");
            default -> mode.dropped("this mode is not known; the first target is asked alone");
        }
    }

    private static void note(Setting mode, boolean carried, String verb, String change) {
        if (carried) {
            mode.carried(verb);
        } else {
            mode.changed(verb + change);
        }
    }
}
