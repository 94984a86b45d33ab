package io.aigateway.budget;

import io.aigateway.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * One scope's counters: what is spent in each window, and what each gateway process holds for calls
 * in flight, with the number of the last batch of changes it applied.
 *
 * <p>Never changed, only swapped as a whole. The batch numbers make every value unlike the ones
 * before it, so a swap that is repeated after a failure is recognised. All amounts are
 * nano-dollars; the arrays are never handed out.
 */
final class Balance {

    private final long[] windows;
    private final long[] spent;
    private final List<String> nodes;
    private final long[] lastBatch;
    private final long[] reserved;

    /** Takes the arrays as they are; {@code reserved} holds all slots of the first node first. */
    Balance(long[] windows, long[] spent, List<String> nodes, long[] lastBatch, long[] reserved) {
        this.windows = windows;
        this.spent = spent;
        this.nodes = nodes;
        this.lastBatch = lastBatch;
        this.reserved = reserved;
    }

    /** A scope that nobody holds anything on. */
    static Balance unheld(long[] windows, long[] spent) {
        return new Balance(windows, spent, List.of(), new long[0], new long[0]);
    }

    /** A copy that can be changed on behalf of a node. */
    BalanceDraft draftFor(String node) {
        int known = nodes.indexOf(node);
        if (known >= 0) {
            return new BalanceDraft(
                    windows.clone(), spent.clone(), nodes, lastBatch, reserved.clone(), known);
        }
        List<String> more = new ArrayList<>(nodes);
        more.add(node);
        return new BalanceDraft(
                windows.clone(),
                spent.clone(),
                List.copyOf(more),
                Arrays.copyOf(lastBatch, more.size()),
                Arrays.copyOf(reserved, more.size() * Slots.COUNT),
                nodes.size());
    }

    /** The number of the last batch that a node applied; 0 when it never did. */
    long lastBatchOf(String node) {
        int known = nodes.indexOf(node);
        return known < 0 ? 0 : lastBatch[known];
    }

    /** Where the scope stands in the window of a slot. */
    Standing standing(int slot) {
        long held = 0;
        for (int at = slot; at < reserved.length; at += Slots.COUNT) {
            held = Saturating.add(held, reserved[at]);
        }
        return new Standing(new Money(spent[slot]), new Money(held));
    }

    /** Whether a call of any node is in flight. */
    boolean holdsAnything() {
        for (long held : reserved) {
            if (held != 0) {
                return true;
            }
        }
        return false;
    }

    /** The slot of a window, if it is kept. */
    OptionalInt slotOf(Window window) {
        int newest = Slots.newestOf(window.period().ordinal());
        for (int slot = newest; slot < newest + Slots.KEPT; slot++) {
            if (windows[slot] == window.number()) {
                return OptionalInt.of(slot);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether a window comes after every one that is kept, so that nothing happened in it yet. */
    boolean isAhead(Window window) {
        return window.number() > windows[Slots.newestOf(window.period().ordinal())];
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Balance that
                        && Arrays.equals(lastBatch, that.lastBatch)
                        && Arrays.equals(windows, that.windows)
                        && Arrays.equals(spent, that.spent)
                        && Arrays.equals(reserved, that.reserved)
                        && nodes.equals(that.nodes));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(spent) * 31 + Arrays.hashCode(lastBatch);
    }
}
