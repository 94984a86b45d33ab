package io.aigateway.migrate.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who serves a name, before it is written as rules. */
public sealed interface Choice {

    /** Every name that may be asked, once each. */
    Set<String> targets();

    /** The most of them that one call may ask. */
    int most();

    /** A model or a rule. */
    record One(String target) implements Choice {
        @Override
        public Set<String> targets() {
            return Set.of(target);
        }

        @Override
        public int most() {
            return 1;
        }
    }

    /** One after the other. */
    record Chain(List<Choice> parts) implements Choice {
        public Chain {
            parts = List.copyOf(parts);
        }

        @Override
        public Set<String> targets() {
            return Choice.allOf(parts);
        }

        @Override
        public int most() {
            return parts.stream().mapToInt(Choice::most).sum();
        }
    }

    /** One by chance, the others after it; in the order of the map. */
    record Shares(Map<Choice, Integer> weights) implements Choice {
        public Shares {
            weights = new LinkedHashMap<>(weights);
        }

        @Override
        public Set<String> targets() {
            return Choice.allOf(weights.keySet());
        }

        @Override
        public int most() {
            return weights.keySet().stream().mapToInt(Choice::most).sum();
        }
    }

    /** The first whose condition holds; the last has none. */
    record Branches(List<Branch> branches) implements Choice {
        public Branches {
            branches = List.copyOf(branches);
        }

        @Override
        public Set<String> targets() {
            return Choice.allOf(branches.stream().map(Branch::use).toList());
        }

        @Override
        public int most() {
            return branches.stream().mapToInt(branch -> branch.use().most()).max().orElse(1);
        }
    }

    /**
     * @param when the condition, or null for the last
     * @param use what it leads to
     */
    record Branch(@Nullable String when, Choice use) {}

    /** A chain without repetition and without chains in it; one part stands for itself. */
    static Choice chain(List<Choice> parts) {
        Set<Choice> flat = new LinkedHashSet<>();
        for (Choice part : parts) {
            if (part instanceof Chain chain) {
                flat.addAll(chain.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.iterator().next() : new Chain(new ArrayList<>(flat));
    }

    /** Shares; one part stands for itself. */
    static Choice shares(Map<Choice, Integer> weights) {
        return weights.size() == 1 ? weights.keySet().iterator().next() : new Shares(weights);
    }

    private static Set<String> allOf(Iterable<Choice> parts) {
        Set<String> targets = new LinkedHashSet<>();
        parts.forEach(part -> targets.addAll(part.targets()));
        return targets;
    }
}
