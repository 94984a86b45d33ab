package io.aigateway.budget;

import java.util.List;

/** A {@link Balance} that is being changed on behalf of one node, by one thread. */
final class BalanceDraft {

    private final long[] windows;
    private final long[] spent;
    private final List<String> nodes;
    private final long[] lastBatch;
    private final long[] reserved;
    private final int node;

    BalanceDraft(
            long[] windows,
            long[] spent,
            List<String> nodes,
            long[] lastBatch,
            long[] reserved,
            int node) {
        this.windows = windows;
        this.spent = spent;
        this.nodes = nodes;
        this.lastBatch = lastBatch;
        this.reserved = reserved;
        this.node = node;
    }

    /**
     * The slot that a window's spending goes to. A window after the kept ones begins at nothing;
     * one before them was closed long ago, and its spending goes to the oldest that is kept.
     */
    int slotFor(int period, long window) {
        int newest = Slots.newestOf(period);
        int older = Slots.olderOf(period);
        if (windows[newest] == window) {
            return newest;
        }
        if (window > windows[newest]) {
            copy(newest, older);
            begin(newest, window);
            return newest;
        }
        if (window > windows[older]) {
            begin(older, window);
        }
        return older;
    }

    long windowIn(int slot) {
        return windows[slot];
    }

    long spentIn(int slot) {
        return spent[slot];
    }

    /** What all nodes hold in a window. */
    long reservedIn(int slot) {
        long held = 0;
        for (int at = slot; at < reserved.length; at += Slots.COUNT) {
            held = Saturating.add(held, reserved[at]);
        }
        return held;
    }

    void hold(int slot, long amount) {
        int own = own(slot);
        reserved[own] = Saturating.add(reserved[own], amount);
    }

    /**
     * Ends a hold. In a window that is no longer kept nothing is left to be done: no cap looks at
     * it any more, and the records have its spending.
     */
    void close(int period, long window, long held, long actual) {
        int newest = Slots.newestOf(period);
        for (int slot = newest; slot < newest + Slots.KEPT; slot++) {
            if (windows[slot] == window) {
                reserved[own(slot)] = Math.max(0, reserved[own(slot)] - held);
                spent[slot] = Saturating.add(spent[slot], actual);
                return;
            }
        }
    }

    /** Counts what was spent without a hold, which may be the first that happens in its window. */
    void spend(int period, long window, long actual) {
        int slot = slotFor(period, window);
        if (windows[slot] == window) {
            spent[slot] = Saturating.add(spent[slot], actual);
        }
    }

    /** The finished value, signed with the number of the batch that made it. */
    Balance sealedBy(long batch) {
        long[] batches = lastBatch.clone();
        batches[node] = batch;
        return new Balance(windows, spent, nodes, batches, reserved);
    }

    private int own(int slot) {
        return node * Slots.COUNT + slot;
    }

    private void begin(int slot, long window) {
        windows[slot] = window;
        spent[slot] = 0;
        for (int at = slot; at < reserved.length; at += Slots.COUNT) {
            reserved[at] = 0;
        }
    }

    private void copy(int from, int to) {
        windows[to] = windows[from];
        spent[to] = spent[from];
        for (int base = 0; base < reserved.length; base += Slots.COUNT) {
            reserved[base + to] = reserved[base + from];
        }
    }
}
