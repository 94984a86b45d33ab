package io.aigateway.budget;

import io.aigateway.money.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost, scope by scope: a provider is charged with what its own attempts cost, the
 * prepaid credit with nothing when the caller's own provider key answered, and every other scope
 * with the whole.
 */
public final class Charge {

    private final Money total;
    private final @Nullable Map<String, Money> byProvider;
    private final boolean ownKey;

    private Charge(Money total, @Nullable Map<String, Money> byProvider, boolean ownKey) {
        this.total = total;
        this.byProvider = byProvider;
        this.ownKey = ownKey;
        requireAmount(total);
        if (byProvider != null) {
            byProvider.values().forEach(Charge::requireAmount);
        }
    }

    /** The same amount on every scope: nobody knows which provider it went to. */
    public static Charge everywhere(Money amount) {
        return new Charge(amount, null, false);
    }

    /**
     * A call's cost.
     *
     * @param total what its caller is charged; not negative
     * @param byProvider what the attempts at each provider cost, by its id; one that is missing was
     *     not asked, or asked for nothing
     */
    public static Charge of(Money total, Map<String, Money> byProvider) {
        return new Charge(total, Map.copyOf(byProvider), false);
    }

    /** The same for a call that was answered with its caller's own provider key. */
    public Charge withOwnKey() {
        return new Charge(total, byProvider, true);
    }

    /** What a scope of the call is charged with. */
    public Money on(Scope scope) {
        if (ownKey && scope.kind() == Scope.Kind.CREDIT) {
            return Money.ZERO;
        }
        return byProvider == null || scope.kind() != Scope.Kind.PROVIDER
                ? total
                : byProvider.getOrDefault(scope.id(), Money.ZERO);
    }

    private static void requireAmount(Money amount) {
        if (amount.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException(
                    "the cost of a call must not be negative, but was " + amount);
        }
    }
}
