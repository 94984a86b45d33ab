package io.aigateway.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls are under way in this gateway, and whether another one is let in. Letting one in
 * and out costs no lock, so a flood is turned away as fast as it comes.
 */
public final class Admission {

    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closed;
    private volatile boolean hurried;

    /** What is said to a call that wants in. */
    public enum Verdict {
        /** It is let in, and must leave. */
        ADMITTED,
        /** There are as many calls as there may be. */
        FULL,
        /** The gateway is about to stop. */
        CLOSED
    }

    /** Lets in so many calls at once. */
    public Admission(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "the calls under way must be at least 1, but were limited to " + most);
        }
        this.most = most;
    }

    /** Asks for one call. */
    public Verdict enter() {
        if (closed) {
            return Verdict.CLOSED;
        }
        if (underWay.incrementAndGet() > most) {
            leave();
            return Verdict.FULL;
        }
        return Verdict.ADMITTED;
    }

    /** A call that was let in has ended. */
    public void leave() {
        if (underWay.decrementAndGet() == 0 && closed) {
            signal();
        }
    }

    /** From now on no call is let in. */
    public void close() {
        closed = true;
    }

    /** True once no call is let in any more. */
    public boolean isClosed() {
        return closed;
    }

    /** How many calls are under way. */
    public int underWay() {
        return underWay.get();
    }

    /**
     * Waits until the last call has left, but no longer than this, nor after {@link #hurry}.
     *
     * @return true when none is under way
     */
    public boolean awaitEmpty(Duration longest) {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (underWay.get() > 0 && !hurried && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return underWay.get() == 0;
    }

    /** Ends the waiting for calls that are still under way. */
    public void hurry() {
        hurried = true;
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
