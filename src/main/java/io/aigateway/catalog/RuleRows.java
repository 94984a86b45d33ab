package io.aigateway.catalog;

import io.aigateway.condition.Condition;
import io.aigateway.config.DurationText;
import io.aigateway.config.Located;
import io.aigateway.config.Row;
import io.aigateway.config.RowFile;
import io.aigateway.config.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules.yaml}. */
public final class RuleRows {

    /** The file's name. */
    public static final String FILE = "rules.yaml";

    private static final List<String> VERBS = List.of("failover", "weighted", "conditional");

    private RuleRows() {}

    /** The rules of the file with their lines; mistakes within a row go to the findings. */
    public static List<Located<Rule>> read(RowFile file) {
        return file.read(FILE, "rules", RuleRows::rule);
    }

    private static Optional<Rule> rule(Row row) {
        return row.build(() -> new Rule(row.text("model"), choice(row), policy(row)));
    }

    private static RuleChoice choice(Row row) {
        List<String> verbs = VERBS.stream().filter(row::has).toList();
        if (verbs.size() > 1) {
            row.error(
                    verbs.get(1),
                    "a rule has one verb, but this one has %s; keep one"
                            .formatted(String.join(" and ", verbs)));
            return new RuleChoice.AsAsked();
        }
        return verbs.isEmpty()
                ? new RuleChoice.AsAsked()
                : choice(row, verbs.get(0)).orElseGet(RuleChoice.AsAsked::new);
    }

    private static Optional<RuleChoice> choice(Row row, String verb) {
        try {
            return switch (verb) {
                case "failover" -> Optional.of(new RuleChoice.Failover(row.texts(verb)));
                case "weighted" -> Optional.of(new RuleChoice.Weighted(weights(row)));
                default -> conditional(row);
            };
        } catch (IllegalArgumentException e) {
            row.error(verb, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Map<String, Integer> weights(Row row) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        row.textsByName("weighted").forEach((target, text) -> weights.put(target, weight(text)));
        return weights;
    }

    private static int weight(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "weighted shares must be whole numbers, but one was '" + text + "'", e);
        }
    }

    /** Nothing when a branch has a mistake, which has been noted on its own line. */
    private static Optional<RuleChoice> conditional(Row rule) {
        List<Row> rows = rule.rows("conditional");
        List<RuleChoice.Branch> branches = new ArrayList<>();
        for (Row row : rows) {
            boolean last = row == rows.get(rows.size() - 1);
            row.build(() -> branch(row, last)).ifPresent(branches::add);
        }
        return branches.size() < rows.size()
                ? Optional.empty()
                : Optional.of(new RuleChoice.Conditional(branches));
    }

    private static RuleChoice.Branch branch(Row row, boolean last) {
        if (last && row.has("when")) {
            row.error(
                    "when",
                    "the last branch must hold for every call; take its 'when' off, or add a"
                            + " branch with 'use' alone");
        } else if (!last && !row.has("when")) {
            row.error(
                    "no branch after this one would ever hold; give it a 'when', or move it to"
                            + " the end");
        }
        Optional<Condition> when =
                row.parsed("when", text -> Optional.of(Condition.parse(text)), Optional.empty());
        return new RuleChoice.Branch(when.orElse(null), row.text("use"));
    }

    private static RulePolicy policy(Row row) {
        RulePolicy usual = RulePolicy.DEFAULT;
        return new RulePolicy(
                triggers(row),
                row.count("attempts").orElse(usual.attempts()),
                row.duration("total", usual.total()),
                row.parsed("rescue", RuleRescue::of, usual.rescue()),
                row.parsed("hedge-after", RuleRows::hedgeAfter, usual.hedgeAfter()));
    }

    private static Optional<Duration> hedgeAfter(String text) {
        return text.equals("off") ? Optional.empty() : Optional.of(DurationText.parse(text));
    }

    private static Set<RuleTrigger> triggers(Row row) {
        if (!row.has("fallback-on")) {
            return RuleTrigger.DEFAULT;
        }
        Set<RuleTrigger> triggers = EnumSet.noneOf(RuleTrigger.class);
        List<String> known = RuleTrigger.texts();
        for (String text : row.texts("fallback-on")) {
            int at = known.indexOf(text);
            if (at < 0) {
                row.error(
                        "fallback-on",
                        "unknown failure '%s'; %s"
                                .formatted(text, Spelling.advice(text, "failures", known)));
            } else {
                triggers.add(RuleTrigger.values()[at]);
            }
        }
        return triggers;
    }
}
