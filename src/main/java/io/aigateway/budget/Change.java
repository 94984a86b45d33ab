package io.aigateway.budget;

import io.aigateway.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of one scope's balance, as a batch applies it. Amounts are nano-dollars. */
sealed interface Change {

    /** The window of each period that it is about, by the period's ordinal. */
    long[] windows();

    /** Applies the change to a draft, or finds that it may not be. */
    Answer applyTo(BalanceDraft draft);

    /** What a change came to. */
    sealed interface Answer {}

    /** The draft is changed. */
    record Done() implements Answer {
        static final Done DONE = new Done();
    }

    /** The draft is changed, and the hold is to be closed in these windows, by period. */
    record Held(long[] windows) implements Answer {}

    /**
     * Nothing is held: the balance cannot be read or changed, and the call is made all the same.
     */
    record Missed() implements Answer {
        static final Missed MISSED = new Missed();
    }

    /** The draft is as it was: a cap was in the way. */
    record Denied(CapLine line, Money spent, Money reserved) implements Answer {}

    /**
     * Holds an amount in the windows of an instant, if every cap allows it.
     *
     * @param windows the window of each period, by its ordinal
     * @param missable the call that is made though its hold fails; null when it is not made then
     */
    record Hold(long[] windows, List<CapLine> caps, long amount, @Nullable String missable)
            implements Change {

        @Override
        public Answer applyTo(BalanceDraft draft) {
            for (CapLine line : caps) {
                int period = line.period().ordinal();
                int slot = draft.slotFor(period, windows[period]);
                long spent = draft.spentIn(slot);
                long reserved = draft.reservedIn(slot);
                long used = Saturating.add(spent, reserved);
                if (amount > line.cap().nanos() - used) {
                    return new Denied(line, new Money(spent), new Money(reserved));
                }
            }
            return hold(draft);
        }

        /** The change that takes a hold back again. */
        Close undo(long[] heldIn) {
            return new Close(heldIn, amount, 0, null);
        }

        private Held hold(BalanceDraft draft) {
            long[] heldIn = windows;
            for (int period = 0; period < windows.length; period++) {
                int slot = draft.slotFor(period, windows[period]);
                draft.hold(slot, amount);
                if (draft.windowIn(slot) != windows[period]) {
                    heldIn = heldIn == windows ? windows.clone() : heldIn;
                    heldIn[period] = draft.windowIn(slot);
                }
            }
            return new Held(heldIn);
        }
    }

    /**
     * Ends a hold and counts what was really spent; never refused.
     *
     * @param missed the call whose hold was missed, so that nothing is to be freed; null for a call
     *     that held the amount
     */
    record Close(long[] windows, long held, long actual, @Nullable String missed)
            implements Change {

        @Override
        public Answer applyTo(BalanceDraft draft) {
            for (int period = 0; period < windows.length; period++) {
                if (missed == null) {
                    draft.close(period, windows[period], held, actual);
                } else {
                    draft.spend(period, windows[period], actual);
                }
            }
            return Done.DONE;
        }
    }
}
