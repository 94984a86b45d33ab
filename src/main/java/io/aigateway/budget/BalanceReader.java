package io.aigateway.budget;

import java.util.Arrays;
import java.util.List;

/**
 * Reads one scope's balance from the store, and begins it from the records when it is not there.
 * Used by one thread at a time.
 */
final class BalanceReader {

    private final Books books;
    private final Scope scope;
    private final String key;
    private final Backlog backlog;

    /**
     * A reader.
     *
     * @param backlog what is still to be counted on the scope
     */
    BalanceReader(Books books, Scope scope, Backlog backlog) {
        this.books = books;
        this.scope = scope;
        this.key = scope.text();
        this.backlog = backlog;
    }

    /**
     * The balance; begun from the records when nobody has it.
     *
     * @param batch the changes that are to be applied to it
     * @throws RuntimeException when the store or the records cannot be read
     */
    Balance read(List<Ticket> batch) {
        Balance found = books.store().get(key);
        if (found != null) {
            return found;
        }
        Balance first = seeded(batch);
        if (books.store().putIfAbsent(key, first)) {
            return first;
        }
        Balance others = books.store().get(key);
        if (others == null) {
            throw new IllegalStateException("the balance of '" + key + "' vanished");
        }
        return others;
    }

    /** What the records have of missed calls is not counted again when those are closed. */
    private Balance seeded(List<Ticket> batch) {
        Books.Seeded seeded = books.seed(scope, newestWindows(batch), backlog.missed());
        backlog.begunWith(seeded.counted());
        return seeded.balance();
    }

    private long[] newestWindows(List<Ticket> batch) {
        long[] newest = new long[Period.values().length];
        Arrays.fill(newest, Long.MIN_VALUE);
        batch.forEach(ticket -> advance(newest, ticket.change()));
        backlog.closings().forEach(closing -> advance(newest, closing));
        return newest;
    }

    private static void advance(long[] newest, Change change) {
        for (int period = 0; period < newest.length; period++) {
            newest[period] = Math.max(newest[period], change.windows()[period]);
        }
    }
}
