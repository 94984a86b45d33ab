package io.aigateway.limit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests and tokens per minute, and calls at one time. A call draws from all its limits or from
 * none. A limit per minute is a token bucket that holds one minute's worth: that much may come at
 * once, and then as it refills. Subjects that were quiet are forgotten when there are many. Safe
 * for any number of threads, virtual ones too; calls of different subjects never wait for each
 * other.
 */
public final class RateLimits {

    private static final int MANY = 100_000;
    private static final RateVerdict FREE = new RateVerdict.Granted(Grant.NONE, List.of());

    private final Map<Name, Meter> meters = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int many;
    private volatile int sweepAbove;

    /** Limits by a clock. */
    public RateLimits(Clock clock) {
        this(clock, MANY);
    }

    /** For tests: how many meters are kept before the quiet ones are forgotten. */
    RateLimits(Clock clock, int many) {
        this.clock = clock;
        this.many = many;
        this.sweepAbove = many;
    }

    /** Draws from every limit of a call, each another one, or from none. */
    public RateVerdict admit(List<Want> wants) {
        if (wants.isEmpty()) {
            return FREE;
        }
        List<Want> inOrder = wants.size() == 1 ? wants : wants.stream().sorted().toList();
        long now = clock.millis();
        List<Meter> held = new ArrayList<>(inOrder.size());
        try {
            inOrder.forEach(want -> held.add(locked(want.limit(), now)));
            RateVerdict.Limited tooShort = shortest(inOrder, held);
            return tooShort != null ? tooShort : granted(inOrder, held);
        } finally {
            held.forEach(meter -> meter.lock.unlock());
        }
    }

    /** What is left of some limits; draws nothing. */
    public List<Level> levels(List<Limit> limits) {
        long now = clock.millis();
        return limits.stream().map(limit -> level(limit, now)).toList();
    }

    /** How many meters are kept. */
    int size() {
        return meters.size();
    }

    /**
     * Gives back what a call did not use; a negative amount is what it used beyond its estimate. A
     * meter that was forgotten was full.
     */
    void giveBack(Limit limit, long amount) {
        long now = clock.millis();
        Meter kept = lockedIfKept(limit);
        if (kept == null && amount > 0) {
            return;
        }
        Meter meter = kept == null ? locked(limit, now) : kept;
        try {
            meter.refresh(meter.most(), now);
            meter.giveBack(amount);
            if (limit.unit() == Unit.PARALLEL && meter.removeIfFull(now)) {
                meters.remove(Name.of(limit), meter);
            }
        } finally {
            meter.lock.unlock();
        }
    }

    private Level level(Limit limit, long now) {
        Meter meter = lockedIfKept(limit);
        if (meter == null) {
            return new Level(limit, limit.most(), 0);
        }
        try {
            meter.refresh(limit.most(), now);
            return new Level(limit, meter.remaining(), meter.secondsUntilFull());
        } finally {
            meter.lock.unlock();
        }
    }

    /** Of the limits that do not have enough, the one to wait for longest. */
    private static RateVerdict.@Nullable Limited shortest(List<Want> wants, List<Meter> held) {
        RateVerdict.Limited longest = null;
        for (int i = 0; i < held.size(); i++) {
            Want want = wants.get(i);
            Meter meter = held.get(i);
            if (want.neverFits()) {
                return new RateVerdict.Limited(want, meter.remaining(), 0);
            }
            if (!meter.has(want.amount())) {
                long wait = meter.secondsUntil(want.amount());
                if (longest == null || wait > longest.retryAfterSeconds()) {
                    longest = new RateVerdict.Limited(want, meter.remaining(), wait);
                }
            }
        }
        return longest;
    }

    private RateVerdict granted(List<Want> wants, List<Meter> held) {
        List<Level> levels = new ArrayList<>(held.size());
        for (int i = 0; i < held.size(); i++) {
            Meter meter = held.get(i);
            meter.take(wants.get(i).amount());
            levels.add(
                    new Level(wants.get(i).limit(), meter.remaining(), meter.secondsUntilFull()));
        }
        return new RateVerdict.Granted(new Grant(this, wants), levels);
    }

    /** The meter of a limit, up to date, and held until it is unlocked. */
    private Meter locked(Limit limit, long now) {
        while (true) {
            Meter meter = lockedIfKept(limit);
            if (meter != null) {
                meter.refresh(limit.most(), now);
                return meter;
            }
            forgetQuietOnes(now);
            meters.computeIfAbsent(Name.of(limit), name -> fresh(limit, now));
        }
    }

    private @Nullable Meter lockedIfKept(Limit limit) {
        Meter meter = meters.get(Name.of(limit));
        if (meter == null) {
            return null;
        }
        meter.lock.lock();
        if (meter.removed()) {
            meter.lock.unlock();
            return null;
        }
        return meter;
    }

    private static Meter fresh(Limit limit, long now) {
        return limit.unit() == Unit.PARALLEL
                ? new Places(limit.most())
                : new Bucket(limit.most(), now);
    }

    /** Busy subjects stay; the next sweep then waits until there are twice as many. */
    private void forgetQuietOnes(long now) {
        if (meters.size() < sweepAbove) {
            return;
        }
        sweepAbove = Integer.MAX_VALUE;
        meters.entrySet().removeIf(entry -> quiet(entry.getValue(), now));
        sweepAbove = Math.max(many, meters.size() * 2);
    }

    private static boolean quiet(Meter meter, long now) {
        boolean drawnFromNow = meter.lock.isHeldByCurrentThread();
        if (drawnFromNow || !meter.lock.tryLock()) {
            return false;
        }
        try {
            return meter.removeIfFull(now);
        } finally {
            meter.lock.unlock();
        }
    }

    /** What a meter is found by. */
    private record Name(Subject subject, Unit unit) {

        static Name of(Limit limit) {
            return new Name(limit.subject(), limit.unit());
        }
    }
}
