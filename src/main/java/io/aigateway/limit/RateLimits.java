package io.aigateway.limit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests (or tokens) per minute. A call draws from all its limits or from none. Each limit is a
 * token bucket that holds one minute's worth: that much may come at once, and then as it refills.
 * Subjects that were quiet for a minute are forgotten when there are many. Safe for any number of
 * threads, virtual ones too; calls of different subjects never wait for each other.
 */
public final class RateLimits {

    private static final int MANY = 100_000;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int many;
    private volatile int sweepAbove;

    /** Limits by a clock. */
    public RateLimits(Clock clock) {
        this(clock, MANY);
    }

    /** For tests: how many subjects are kept before the quiet ones are forgotten. */
    RateLimits(Clock clock, int many) {
        this.clock = clock;
        this.many = many;
        this.sweepAbove = many;
    }

    /** Draws from every limit of a call, each of another subject, or from none. */
    public RateVerdict admit(List<RateLimit> limits) {
        if (limits.isEmpty()) {
            return new RateVerdict.Unlimited();
        }
        List<RateLimit> inOrder =
                limits.size() == 1
                        ? limits
                        : limits.stream().sorted(Comparator.comparing(RateLimit::subject)).toList();
        long now = clock.millis();
        List<Bucket> held = new ArrayList<>(inOrder.size());
        try {
            inOrder.forEach(limit -> held.add(locked(limit, now)));
            return drawn(inOrder, held);
        } finally {
            held.forEach(bucket -> bucket.lock.unlock());
        }
    }

    /** How many subjects are remembered. */
    int size() {
        return buckets.size();
    }

    private static RateVerdict drawn(List<RateLimit> limits, List<Bucket> held) {
        RateVerdict.Limited longest = null;
        for (int i = 0; i < held.size(); i++) {
            RateLimit limit = limits.get(i);
            if (!held.get(i).has(limit.amount())) {
                long wait = held.get(i).secondsUntil(limit.amount());
                if (longest == null || wait > longest.retryAfterSeconds()) {
                    longest = new RateVerdict.Limited(wait, limit.perMinute(), limit.subject());
                }
            }
        }
        return longest != null ? longest : granted(limits, held);
    }

    private static RateVerdict granted(List<RateLimit> limits, List<Bucket> held) {
        RateVerdict.Granted tightest = null;
        for (int i = 0; i < held.size(); i++) {
            Bucket bucket = held.get(i);
            bucket.take(limits.get(i).amount());
            if (tightest == null || bucket.remaining() < tightest.remaining()) {
                tightest =
                        new RateVerdict.Granted(
                                limits.get(i).perMinute(),
                                bucket.remaining(),
                                bucket.secondsUntilFull());
            }
        }
        return tightest == null ? new RateVerdict.Unlimited() : tightest;
    }

    /** The bucket of a limit, refilled, and held until it is unlocked. */
    private Bucket locked(RateLimit limit, long now) {
        while (true) {
            Bucket bucket = buckets.get(limit.subject());
            if (bucket == null) {
                forgetQuietOnes(now);
                bucket =
                        buckets.computeIfAbsent(
                                limit.subject(), subject -> new Bucket(limit.perMinute(), now));
            }
            bucket.lock.lock();
            if (!bucket.removed()) {
                bucket.refill(limit.perMinute(), now);
                return bucket;
            }
            bucket.lock.unlock();
        }
    }

    /** Busy subjects stay; the next sweep then waits until there are twice as many. */
    private void forgetQuietOnes(long now) {
        if (buckets.size() < sweepAbove) {
            return;
        }
        sweepAbove = Integer.MAX_VALUE;
        buckets.entrySet().removeIf(entry -> quiet(entry.getValue(), now));
        sweepAbove = Math.max(many, buckets.size() * 2);
    }

    private static boolean quiet(Bucket bucket, long now) {
        boolean drawnFromNow = bucket.lock.isHeldByCurrentThread();
        if (drawnFromNow || !bucket.lock.tryLock()) {
            return false;
        }
        try {
            return bucket.removeIfFull(now);
        } finally {
            bucket.lock.unlock();
        }
    }
}
