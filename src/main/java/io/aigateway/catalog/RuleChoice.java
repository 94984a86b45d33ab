package io.aigateway.catalog;

import io.aigateway.condition.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which models a rule chooses among, and how. */
public sealed interface RuleChoice {

    /** The names this choice may lead to: models or other rules. */
    List<String> targets();

    /** The key it is written under: {@code failover} and the like; {@code none} without one. */
    String verb();

    /** The model that was asked for, and no other. */
    record AsAsked() implements RuleChoice {
        @Override
        public List<String> targets() {
            return List.of();
        }

        @Override
        public String verb() {
            return "none";
        }
    }

    /**
     * One after the other, until one answers.
     *
     * @param targets at least one, best first, none twice
     */
    record Failover(List<String> targets) implements RuleChoice {
        public Failover {
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("failover must name at least one model");
            }
            RuleChoice.requireDistinct(targets);
        }

        @Override
        public String verb() {
            return "failover";
        }
    }

    /**
     * One by chance, the others after it.
     *
     * @param weights the share of each target, 1 or more, in the order of the file
     */
    record Weighted(Map<String, Integer> weights) implements RuleChoice {
        public Weighted {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            if (weights.isEmpty()) {
                throw new IllegalArgumentException("weighted must name at least one model");
            }
            weights.forEach(
                    (target, weight) -> {
                        if (weight < 1) {
                            throw new IllegalArgumentException(
                                    "weighted '%s' must be 1 or more, but was %d; leave it out"
                                            .formatted(target, weight));
                        }
                    });
        }

        @Override
        public List<String> targets() {
            return List.copyOf(weights.keySet());
        }

        @Override
        public String verb() {
            return "weighted";
        }
    }

    /**
     * The first branch whose condition holds.
     *
     * @param branches at least one; only the last has no condition, so that one always holds
     */
    record Conditional(List<Branch> branches) implements RuleChoice {
        public Conditional {
            branches = List.copyOf(branches);
            if (branches.isEmpty()) {
                throw new IllegalArgumentException("conditional must have at least one branch");
            }
            for (int at = 0; at < branches.size(); at++) {
                boolean last = at == branches.size() - 1;
                if (last != (branches.get(at).when() == null)) {
                    throw new IllegalArgumentException(
                            "conditional must have 'when' on every branch but the last");
                }
            }
        }

        @Override
        public List<String> targets() {
            List<String> targets = new ArrayList<>();
            branches.forEach(branch -> targets.add(branch.use()));
            return targets;
        }

        @Override
        public String verb() {
            return "conditional";
        }
    }

    /**
     * One branch of a conditional.
     *
     * @param when the condition, or null for the last branch
     * @param use the model or rule it leads to
     */
    record Branch(@Nullable Condition when, String use) {}

    private static void requireDistinct(List<String> targets) {
        for (int at = 0; at < targets.size(); at++) {
            if (targets.indexOf(targets.get(at)) < at) {
                throw new IllegalArgumentException(
                        "failover must name a model once, but names '%s' twice"
                                .formatted(targets.get(at)));
            }
        }
    }
}
