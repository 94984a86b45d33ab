package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Weights;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How LiteLLM picks among the deployments of one name: by tags, by order, by shares. */
final class Pool {

    private static final String DEFAULT = "default";
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

    private final boolean byTags;
    private final boolean byCost;

    /**
     * @param byTags whether tags of a call decide
     * @param byCost whether the cheapest is asked first
     */
    Pool(boolean byTags, boolean byCost) {
        this.byTags = byTags;
        this.byCost = byCost;
    }

    /** The choice among these, at least one. */
    Choice of(List<Member> members) {
        boolean tagged = members.stream().anyMatch(member -> !member.tags().isEmpty());
        return byTags && tagged ? branches(members) : levels(members);
    }

    private Choice branches(List<Member> members) {
        Set<String> tags = new LinkedHashSet<>();
        members.forEach(member -> tags.addAll(member.tags()));
        List<Choice.Branch> branches = new ArrayList<>();
        for (String tag : tags) {
            if (!tag.equals(DEFAULT)) {
                String when = "tag == '" + tag.replace("'", "''") + "'";
                branches.add(new Choice.Branch(when, levels(having(members, tag))));
            }
        }
        List<Member> others = having(members, DEFAULT);
        Choice last = levels(others.isEmpty() ? members : others);
        branches.add(new Choice.Branch(null, last));
        return branches.size() == 1 ? last : new Choice.Branches(branches);
    }

    private static List<Member> having(List<Member> members, String tag) {
        return members.stream().filter(member -> member.tags().contains(tag)).toList();
    }

    /** Those without an order come last. */
    private Choice levels(List<Member> members) {
        Map<BigDecimal, List<Member>> levels = new TreeMap<>();
        for (Member member : members) {
            BigDecimal level = member.order().orElse(LARGEST);
            levels.computeIfAbsent(level, order -> new ArrayList<>()).add(member);
        }
        return Choice.chain(levels.values().stream().map(this::level).toList());
    }

    private Choice level(List<Member> members) {
        if (byCost && members.stream().allMatch(member -> member.cost().isPresent())) {
            return Choice.chain(
                    members.stream()
                            .sorted(Comparator.comparing(member -> member.cost().orElseThrow()))
                            .<Choice>map(member -> new Choice.One(member.model()))
                            .toList());
        }
        return shares(members);
    }

    /**
     * Whole shares in the proportion of the weights; who has none gets none beside those who do.
     */
    private static Choice shares(List<Member> members) {
        boolean weighed = members.stream().anyMatch(Pool::weighs);
        Map<Choice, BigDecimal> sums = new LinkedHashMap<>();
        for (Member member : members) {
            if (!weighed || weighs(member)) {
                BigDecimal weight = weighed ? member.weight().orElseThrow() : BigDecimal.ONE;
                sums.merge(new Choice.One(member.model()), weight, BigDecimal::add);
            }
        }
        return Weights.shares(sums);
    }

    private static boolean weighs(Member member) {
        return member.weight().filter(weight -> weight.signum() > 0).isPresent();
    }
}
