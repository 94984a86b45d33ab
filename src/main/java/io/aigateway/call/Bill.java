package io.aigateway.call;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs, with all of its attempts: a caller is charged for whatever providers bill, an
 * attempt that failed after it had used tokens included.
 *
 * @param lines one for each attempt, in their order
 * @param fee the gateway's own fee, on attempts with the operator's keys alone
 */
public record Bill(List<BillLine> lines, Money fee) {

    public Bill {
        lines = List.copyOf(lines);
    }

    /** What the providers charge. */
    public Money provider() {
        return lines.stream().map(BillLine::cost).reduce(Money.ZERO, Money::plus);
    }

    /** What the caller is charged. */
    public Money total() {
        return provider().plus(fee);
    }

    /** What each provider charges, by its id; those that charge nothing included. */
    public Map<String, Money> byProvider() {
        Map<String, Money> sums = new LinkedHashMap<>();
        lines.forEach(one -> sums.merge(one.providerId(), one.cost(), Money::plus));
        return sums;
    }

    /** Everything that the attempts used together. */
    public Usage usage() {
        return lines.stream().map(BillLine::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** The version of the price of the attempt that decided; null when no price is known. */
    public @Nullable String priceVersion() {
        return lines.isEmpty() ? null : last().priceVersion();
    }

    /** True when the attempt that decided used the caller's own key. */
    public boolean ownKey() {
        return !lines.isEmpty() && last().ownKey();
    }

    private BillLine last() {
        return lines.get(lines.size() - 1);
    }
}
