package io.aigateway.budget;

import io.aigateway.money.Money;
import java.util.List;
import java.util.Set;

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

    /**
     * The same, and which of some calls are among what was summed up, both as of one moment.
     *
     * @param calls the ids of calls whose records may be written at this moment
     */
    default Told told(Scope scope, List<Window> windows, Set<String> calls) {
        return new Told(spent(scope, windows), Set.of());
    }

    /**
     * What the records say.
     *
     * @param spent for each window, in the order they were asked for
     * @param calls those of the calls that were asked for which the sums contain
     */
    record Told(List<Money> spent, Set<String> calls) {}
}
