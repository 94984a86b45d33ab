package io.aigateway.call;

import io.aigateway.call.InFlight.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two attempts of one call at the same time, of which the first good answer wins: the second begins
 * when the first has not answered after a while. The loser's connection is dropped at once. Safe
 * for any thread.
 */
public final class Race {

    /** A dropped attempt ends within milliseconds; one that hangs is not waited for longer. */
    private static final long LONGEST_DROP = TimeUnit.SECONDS.toNanos(10);

    private static final long EVER = Long.MAX_VALUE / 2;

    private final long afterNanos;
    private final Consumer<Race> second;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<InFlight> flights = new ArrayList<>(2);
    private final List<Call> ended = new ArrayList<>(2);
    private @Nullable InFlight winner;
    private boolean closed;
    private boolean begun;
    private int running = 1;

    /**
     * A race in which only the first attempt runs yet.
     *
     * @param afterNanos how long the first may stay silent
     * @param second begins the other attempt; must not wait for anything
     */
    public Race(long afterNanos, Consumer<Race> second) {
        if (afterNanos <= 0) {
            throw new IllegalArgumentException(
                    "the time to the second attempt must be positive, but was " + afterNanos);
        }
        this.afterNanos = afterNanos;
        this.second = second;
    }

    /** How long the first attempt may stay silent, in nanoseconds. */
    public long afterNanos() {
        return afterNanos;
    }

    /** An attempt is under way; it is dropped once the other has won. */
    public void runs(InFlight flight) {
        boolean late = locked(() -> flights.add(flight) && winner != null);
        if (late) {
            flight.cut(Cut.OUTRUN);
        }
    }

    /** The first attempt was silent for so long: the second begins, if it can still help. */
    public void due() {
        if (locked(this::begins)) {
            second.accept(this);
        }
    }

    private boolean begins() {
        if (closed || begun) {
            return false;
        }
        begun = true;
        running++;
        return true;
    }

    /** The first attempt begins to answer, or has ended: the second need not begin any more. */
    public void close() {
        locked(() -> closed = true);
    }

    /**
     * An attempt has proved good.
     *
     * @return false when the other was first
     */
    boolean wonBy(InFlight flight) {
        boolean first = locked(() -> wins(flight));
        if (first) {
            flights().stream().filter(one -> one != flight).forEach(one -> one.cut(Cut.OUTRUN));
        }
        return first;
    }

    private boolean wins(InFlight flight) {
        closed = true;
        winner = winner == null ? flight : winner;
        return winner == flight;
    }

    private List<InFlight> flights() {
        lock.lock();
        try {
            return List.copyOf(flights);
        } finally {
            lock.unlock();
        }
    }

    /** An attempt has ended, and has left its call so. */
    public void ended(Call call) {
        locked(() -> ended.add(call));
        withdrawn();
    }

    /** The second attempt was given up before it asked anybody. */
    public void withdrawn() {
        lock.lock();
        try {
            running--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a second attempt was begun. */
    public boolean begun() {
        return locked(() -> begun);
    }

    /** The call as each attempt that has ended left it, in the order in which they did. */
    public List<Call> ended() {
        lock.lock();
        try {
            return List.copyOf(ended);
        } finally {
            lock.unlock();
        }
    }

    /** Whether this attempt was good, and before the other. */
    public boolean isWonBy(InFlight flight) {
        return locked(() -> winner == flight);
    }

    /** Whether the other attempt was good before this one. */
    boolean isLostBy(InFlight flight) {
        return locked(() -> winner != null && winner != flight);
    }

    /** Drops what is under way, since the call has failed beside it, and waits for its end. */
    public void callOff() {
        close();
        flights().forEach(one -> one.cut(Cut.CALLER_LEFT));
        awaitLoser();
    }

    /** For the attempt that has won: waits until the other has ended, so that its cost is known. */
    void awaitLoser() {
        await(1, LONGEST_DROP);
    }

    /** Waits until no attempt runs any more; each ends by the time limits of its provider. */
    public void awaitEnd() {
        await(0, EVER);
    }

    private void await(int left, long nanos) {
        lock.lock();
        try {
            long remaining = nanos;
            while (running > left && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean locked(Check check) {
        lock.lock();
        try {
            return check.now();
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Check {
        boolean now();
    }
}
