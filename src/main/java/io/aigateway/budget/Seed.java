package io.aigateway.budget;

import io.aigateway.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first balance of a scope, made from the records.
 *
 * <p>Of each period the current window, the one before it and the one after it are asked for. The
 * last is empty unless the clock was set back, or ran ahead before a restart just after midnight;
 * then it is the newest, and its spending must not be forgotten when it comes.
 */
final class Seed {

    private Seed() {}

    /** What to ask the records for, given the current window of every period by its ordinal. */
    static List<Window> windowsAround(long[] current) {
        List<Window> asked = new ArrayList<>();
        for (Period period : Period.values()) {
            long number = current[period.ordinal()];
            asked.add(new Window(period, number));
            if (period != Period.TOTAL) {
                asked.add(new Window(period, number - 1));
                asked.add(new Window(period, number + 1));
            }
        }
        return asked;
    }

    /** The balance, given what the records told for each window, in the same order. */
    static Balance of(List<Window> asked, List<Money> told) {
        Map<Window, Long> spent = new HashMap<>();
        long[] newest = new long[Period.values().length];
        for (int i = 0; i < asked.size(); i++) {
            Window window = asked.get(i);
            spent.put(window, told.get(i).nanos());
            int period = window.period().ordinal();
            boolean first = i == 0 || asked.get(i - 1).period() != window.period();
            if (first || (window.number() > newest[period] && told.get(i).nanos() != 0)) {
                newest[period] = window.number();
            }
        }
        return arranged(newest, spent);
    }

    private static Balance arranged(long[] newest, Map<Window, Long> spentIn) {
        long[] windows = new long[Slots.COUNT];
        long[] spent = new long[Slots.COUNT];
        for (Period period : Period.values()) {
            for (int age = 0; age < Slots.KEPT; age++) {
                int slot = Slots.newestOf(period.ordinal()) + age;
                windows[slot] = newest[period.ordinal()] - age;
                spent[slot] = spentIn.getOrDefault(new Window(period, windows[slot]), 0L);
            }
        }
        return Balance.unheld(windows, spent);
    }
}
