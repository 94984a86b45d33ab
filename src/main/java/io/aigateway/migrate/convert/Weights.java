package io.aigateway.migrate.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shares of calls, which others write as fractions and we as whole numbers. */
public final class Weights {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS = 3;

    private Weights() {}

    /**
     * Whole shares in the proportion of these weights, within three decimals; one part stands for
     * itself.
     *
     * @param weights at least one, all above zero
     */
    public static Choice shares(Map<Choice, BigDecimal> weights) {
        BigDecimal scale =
                weights.values().stream()
                        .map(Weights::scale)
                        .reduce(BigDecimal.ONE, BigDecimal::max);
        BigDecimal most = weights.values().stream().reduce(BigDecimal.ONE, BigDecimal::max);
        BigDecimal divisor = most.multiply(scale).divide(LARGEST, 0, RoundingMode.CEILING);
        Map<Choice, Integer> shares = new LinkedHashMap<>();
        weights.forEach(
                (choice, weight) -> {
                    BigDecimal share =
                            weight.multiply(scale).divide(divisor, 0, RoundingMode.HALF_UP);
                    shares.put(choice, share.max(BigDecimal.ONE).intValueExact());
                });
        int common = shares.values().stream().reduce(0, Weights::gcd);
        shares.replaceAll((choice, share) -> share / common);
        return Choice.shares(shares);
    }

    /**
     * The shares that targets have in their {@code weight}, which is told; one without it has 1.
     *
     * @param parts at least one
     */
    public static Choice ofTargets(Map<Setting, Choice> parts) {
        Map<Choice, BigDecimal> weights = new LinkedHashMap<>();
        parts.forEach(
                (target, part) -> {
                    BigDecimal weight = weight(target);
                    if (weight.signum() > 0) {
                        weights.merge(part, weight, BigDecimal::add);
                    }
                });
        if (weights.isEmpty()) {
            parts.values().forEach(part -> weights.put(part, BigDecimal.ONE));
        }
        return shares(weights);
    }

    private static BigDecimal weight(Setting target) {
        Optional<Setting> weight = target.get("weight");
        Optional<BigDecimal> number =
                weight.flatMap(Setting::number).filter(one -> one.signum() >= 0);
        weight.ifPresent(
                one -> {
                    if (number.isEmpty()) {
                        one.dropped("this is no share; it counts as 1");
                    } else if (number.get().signum() == 0) {
                        one.changed("without a share it is not part of the rule");
                    } else {
                        one.carried("its share");
                    }
                });
        return number.orElse(BigDecimal.ONE);
    }

    /** What makes a weight such as 0.25 whole. */
    private static BigDecimal scale(BigDecimal weight) {
        int decimals = Math.max(0, weight.stripTrailingZeros().scale());
        return BigDecimal.TEN.pow(Math.min(DECIMALS, decimals));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
