package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * One try to apply a batch of changes to a balance.
 *
 * @param number the batch number it would leave in the balance
 * @param tickets whose changes these are
 * @param answers what each of them would be answered, in the same order
 * @param closings every closing it applies, those that waited since earlier batches included
 * @param base the balance it is made on, and expects to replace
 * @param next the balance it would leave
 */
record Attempt(
        long number,
        List<Ticket> tickets,
        List<Change.Answer> answers,
        List<Change> closings,
        Balance base,
        Balance next) {

    /**
     * Applies the closings that wait, then the changes of the tickets in their order. What the
     * balance has already is not counted again.
     */
    static Attempt on(
            Balance seen, String node, long number, Backlog backlog, List<Ticket> tickets) {
        BalanceDraft draft = seen.draftFor(node);
        List<Change> closings = new ArrayList<>(backlog.closings());
        closings.forEach(closing -> closing.applyTo(draft));
        List<Change.Answer> answers = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            Change change = ticket.change();
            answers.add(backlog.hasCounted(change) ? Change.Done.DONE : change.applyTo(draft));
            if (change instanceof Change.Close) {
                closings.add(change);
            }
        }
        return new Attempt(number, tickets, answers, closings, seen, draft.sealedBy(number));
    }

    /** Whether nothing would be different afterwards: every change was denied. */
    boolean changesNothing() {
        return closings.isEmpty()
                && answers.stream().allMatch(answer -> answer instanceof Change.Denied);
    }

    boolean denies() {
        return answers.stream().anyMatch(answer -> answer instanceof Change.Denied);
    }

    void tellTickets() {
        for (int i = 0; i < answers.size(); i++) {
            tickets.get(i).answer(answers.get(i));
        }
    }

    /** What takes back the holds, for callers who were told that theirs had failed. */
    List<Change> undoOfHolds() {
        List<Change> undo = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (tickets.get(i).change() instanceof Change.Hold hold
                    && answers.get(i) instanceof Change.Held held) {
                undo.add(hold.undo(held.windows()));
            }
        }
        return undo;
    }
}
