package io.aigateway.budget;

import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A cap that somebody set.
 *
 * @param id {@code bud_…}
 * @param scope what is capped; a tag that ends with {@code *} stands for one budget for each tag
 *     that starts like it
 * @param cap the most that may be spent in a period; zero lets only free calls pass
 * @param period when it starts again
 * @param alertAt the shares of the cap, above 0 and up to 1, at which somebody is told
 */
public record Budget(String id, Scope scope, Money cap, Period period, List<BigDecimal> alertAt) {

    private static final String ID_PREFIX = "bud_";
    private static final char ANY = '*';

    public Budget {
        if (!id.startsWith(ID_PREFIX) || id.length() == ID_PREFIX.length()) {
            throw new IllegalArgumentException(
                    "budget id must start with 'bud_', but was '" + id + "'");
        }
        if (cap.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException(
                    "cap of budget '" + id + "' must not be negative, but was " + cap);
        }
        requireStarOnlyAtTheEndOfATag(scope);
        alertAt.forEach(Budget::requireShare);
        alertAt = alertAt.stream().map(BigDecimal::stripTrailingZeros).distinct().sorted().toList();
    }

    /** Whether this is one budget for each tag that matches. */
    public boolean isPattern() {
        return scope.isTag() && scope.id().indexOf(ANY) >= 0;
    }

    /** Whether spending on this scope counts against the budget. */
    public boolean appliesTo(Scope other) {
        return isPattern()
                ? other.kind() == scope.kind() && other.id().startsWith(prefix())
                : scope.equals(other);
    }

    /** The cap as it holds for one scope that the budget applies to. */
    public CapLine lineFor(Scope other) {
        return new CapLine(other, period, cap, id);
    }

    /** The amounts at which somebody is told, rising, rounded up to a nano-dollar. */
    public List<Money> alertAmounts() {
        return alertAt.stream().map(this::shareOfCap).toList();
    }

    private Money shareOfCap(BigDecimal share) {
        BigDecimal nanos = share.multiply(BigDecimal.valueOf(cap.nanos()));
        return new Money(nanos.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private String prefix() {
        return scope.id().substring(0, scope.id().length() - 1);
    }

    private static void requireStarOnlyAtTheEndOfATag(Scope scope) {
        int star = scope.id().indexOf(ANY);
        boolean tag = scope.isTag();
        if (star >= 0 && (!tag || star != scope.id().length() - 1)) {
            throw new IllegalArgumentException(
                    "'*' may only end a tag, as in 'team:*', but the scope was '"
                            + scope.text()
                            + "'");
        }
    }

    private static void requireShare(BigDecimal share) {
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "alert_at must be above 0 and at most 1, but was " + share.toPlainString());
        }
    }
}
