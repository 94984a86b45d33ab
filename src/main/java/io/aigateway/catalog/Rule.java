package io.aigateway.catalog;

/**
 * How calls of one public name are served: one row of {@code rules.yaml}.
 *
 * @param model the public name, or {@code *} for every model without a rule of its own
 * @param choice which models, and how they are chosen
 * @param policy how hard is tried
 */
public record Rule(String model, RuleChoice choice, RulePolicy policy) {

    /** The name of the row that holds for every model without a rule of its own. */
    public static final String EVERY_MODEL = "*";

    /** What holds for a model without a rule when there is no {@code *} row either. */
    public static final Rule DEFAULT =
            new Rule(EVERY_MODEL, new RuleChoice.AsAsked(), RulePolicy.DEFAULT);

    private static final int LONGEST = 200;

    public Rule {
        if (model.isBlank() || model.length() > LONGEST || model.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException(
                    "model must be a name without blanks, at most 200 long, but was '%s'"
                            .formatted(model));
        }
        boolean everyModel = model.equals(EVERY_MODEL);
        if (everyModel && !(choice instanceof RuleChoice.AsAsked)) {
            throw new IllegalArgumentException(
                    choice.verb() + " must not stand beside model '*', which keeps what was asked");
        }
        if (!everyModel && choice instanceof RuleChoice.AsAsked) {
            throw new IllegalArgumentException(
                    "model '%s' must have one of failover, weighted, conditional".formatted(model));
        }
    }
}
