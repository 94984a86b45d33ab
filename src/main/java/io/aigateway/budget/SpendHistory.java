package io.aigateway.budget;

import io.aigateway.money.Money;
import java.util.List;

/**
 * What the durable records say was spent. The counters start from it; the records are the truth.
 */
@FunctionalInterface
public interface SpendHistory {

    /** Nothing was ever spent. */
    SpendHistory EMPTY = (scope, window) -> Money.ZERO;

    /**
     * The sum of the settled calls on a scope whose reservation was made in the window.
     *
     * @throws RuntimeException when the records cannot be read; the call at hand is then refused
     *     with {@link LedgerUnavailable}
     */
    Money spent(Scope scope, Window window);

    /**
     * The same for several windows, in their order. Asked once for each scope after a start, so an
     * implementation over a database answers with one query.
     */
    default List<Money> spent(Scope scope, List<Window> windows) {
        return windows.stream().map(window -> spent(scope, window)).toList();
    }
}
