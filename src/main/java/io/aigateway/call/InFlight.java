package io.aigateway.call;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt has under way at its provider: a connection that can be dropped from any thread,
 * and the time that is left to it. One thread serves the alarms of all attempts, and an event of a
 * stream only moves a number, so that a limit costs a call next to nothing.
 *
 * <p>Before the first good event one deadline holds. After it, each wait for an event has its own,
 * and only the waiting counts: a caller who reads slowly does not make a provider late.
 */
public final class InFlight {

    /** Why the connection to a provider was dropped. */
    public enum Cut {
        /** No first good event, or no head of a whole answer, in time. */
        NO_ANSWER_IN_TIME,
        /** Silent for too long between two events. */
        STALLED,
        /** Longer than an answer may take in all. */
        TOO_LONG,
        /** The caller has left. */
        CALLER_LEFT,
        /** Not asked at all: as many calls as allowed are under way at this provider. */
        NO_PLACE,
        /** Another candidate answered first. */
        OUTRUN;

        /** Whether the provider was too slow. */
        public boolean isLate() {
            return this == NO_ANSWER_IN_TIME || this == STALLED || this == TOO_LONG;
        }
    }

    private static final Runnable NOTHING = () -> {};

    private final @Nullable Timer timer;
    private final long firstNanos;
    private final long betweenNanos;
    private final long end;
    private final Runnable whenOver;
    private final @Nullable Race race;
    private volatile long deadline;
    private volatile @Nullable Cut cut;
    private Runnable hangUp = NOTHING;
    private volatile boolean sent;
    private boolean speaking;
    private boolean over;
    private @Nullable Timeout alarm;
    private long alarmAt;

    private InFlight(
            @Nullable Timer timer,
            TimeLimits limits,
            Runnable whenOver,
            @Nullable Race race,
            @Nullable Cut alreadyCut) {
        long now = System.nanoTime();
        this.timer = timer;
        this.firstNanos = Math.min(limits.first(), limits.total());
        this.betweenNanos = limits.between();
        this.end = now + limits.total();
        this.deadline = now + firstNanos;
        this.whenOver = whenOver;
        this.race = race;
        this.cut = alreadyCut;
    }

    /**
     * An attempt that begins now.
     *
     * @param whenOver runs once, when it has ended
     * @param race the attempt that may run beside it; null for none
     */
    public static InFlight within(
            TimeLimits limits, Timer timer, Runnable whenOver, @Nullable Race race) {
        InFlight flight = new InFlight(timer, limits, whenOver, race, null);
        synchronized (flight) {
            flight.arm(flight.firstNanos);
        }
        if (race != null) {
            race.runs(flight);
        }
        return flight;
    }

    /** An attempt that may take its time. */
    public static InFlight unlimited() {
        return new InFlight(null, TimeLimits.NONE, NOTHING, null, null);
    }

    /** An attempt that must not begin. */
    public static InFlight withoutPlace() {
        return new InFlight(null, TimeLimits.NONE, NOTHING, null, Cut.NO_PLACE);
    }

    /** Says how the connection can be dropped; it is at once when that is already due. */
    public void connected(Runnable dropConnection) {
        synchronized (this) {
            if (over) {
                return;
            }
            hangUp = dropConnection;
            if (cut == null) {
                return;
            }
        }
        dropConnection.run();
    }

    /** The request is on its way: from now on the provider may bill for it. */
    public void sent() {
        sent = true;
    }

    /** Whether the provider may have got the request. */
    public boolean wasSent() {
        return sent;
    }

    /**
     * The first good event has come, or the head of a whole answer: nobody else need be asked
     * beside it any more.
     *
     * @return false when it came too late: the attempt has been cut
     */
    public synchronized boolean speaks() {
        if (race != null) {
            race.close();
        }
        if (cut != null) {
            return false;
        }
        speaking = true;
        deadline = end;
        if (!over && alarmAt - System.nanoTime() > betweenNanos) {
            arm(betweenNanos);
        }
        return true;
    }

    /**
     * The answer is good, so that an attempt beside this one is not wanted any more.
     *
     * @return false when that one was good before
     */
    public boolean wins() {
        return race == null || race.wonBy(this);
    }

    /** Whether an attempt beside this one was good before it. */
    public boolean isOutrun() {
        return race != null && race.isLostBy(this);
    }

    /** Waits for an attempt beside this one that was dropped, so that its cost is known. */
    public void awaitLoser() {
        if (race != null) {
            race.awaitLoser();
        }
    }

    /** The next event is waited for, beginning now. */
    public void awaitsNext() {
        if (speaking) {
            long next = System.nanoTime() + betweenNanos;
            deadline = next - end < 0 ? next : end;
        }
    }

    /** It has come; what is done with it is not the provider's time. */
    public void hasNext() {
        if (speaking) {
            deadline = end;
        }
    }

    /** Drops the connection, unless the attempt has ended; the first reason stays. */
    public void cut(Cut reason) {
        Runnable drop;
        synchronized (this) {
            if (over || cut != null) {
                return;
            }
            cut = reason;
            drop = hangUp;
        }
        drop.run();
    }

    /** Why the connection was dropped; null while nobody has. */
    public @Nullable Cut cut() {
        return cut;
    }

    /** The attempt has ended; doing it twice is doing it once. */
    public void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            hangUp = NOTHING;
            if (alarm != null) {
                alarm.cancel();
            }
        }
        whenOver.run();
    }

    private void arm(long nanos) {
        if (timer != null) {
            if (alarm != null) {
                alarm.cancel();
            }
            alarmAt = System.nanoTime() + nanos;
            alarm = timer.newTimeout(rung -> ring(), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void ring() {
        Cut late;
        synchronized (this) {
            long due = deadline;
            long left = due - System.nanoTime();
            if (over || left > 0) {
                if (!over) {
                    arm(speaking ? Math.min(left, betweenNanos) : left);
                }
                return;
            }
            late = lateness(due);
        }
        cut(late);
    }

    private Cut lateness(long due) {
        if (!speaking) {
            return Cut.NO_ANSWER_IN_TIME;
        }
        return due == end ? Cut.TOO_LONG : Cut.STALLED;
    }
}
