package io.aigateway.provider;

import io.aigateway.call.Attempt.Kind;
import io.aigateway.call.Call;
import io.aigateway.call.InFlight;
import io.aigateway.call.InFlight.Cut;
import io.aigateway.call.Race;
import io.aigateway.call.TimeLimits;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Timeouts;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Begins attempts: each gets a place among those that its provider may have under way, and the time
 * that its provider's row and its call's rule leave it. One thread watches over all of them.
 */
public final class Flights implements AutoCloseable {

    /**
     * How exactly a limit is kept: what it may add to a call that goes on to the next candidate.
     */
    private static final long TICK_MILLIS = 5;

    private final Timer timer =
            new HashedWheelTimer(Flights::watch, TICK_MILLIS, TimeUnit.MILLISECONDS);
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    private static Thread watch(Runnable work) {
        Thread thread = new Thread(work, "time-limits");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The running attempt of a call. It has been cut before it began when its provider has as many
     * calls under way as its row allows.
     */
    InFlight begin(Call call) {
        Provider provider = call.candidate().provider();
        AtomicInteger places = underWay.computeIfAbsent(provider.id(), id -> new AtomicInteger());
        if (places.incrementAndGet() > provider.maxParallel()) {
            places.decrementAndGet();
            return InFlight.withoutPlace();
        }
        Race race = call.progress().running().race();
        Timeout second = race == null ? null : second(call, race);
        InFlight flight =
                InFlight.within(limits(call, provider), timer, () -> ended(places, second), race);
        call.replyStream().whenClosed(() -> flight.cut(Cut.CALLER_LEFT));
        return flight;
    }

    /** The attempt beside the first one begins by the clock; none begins beside the second. */
    private @Nullable Timeout second(Call call, Race race) {
        return call.progress().running().kind() == Kind.HEDGE
                ? null
                : timer.newTimeout(due -> race.due(), race.afterNanos(), TimeUnit.NANOSECONDS);
    }

    private static void ended(AtomicInteger places, @Nullable Timeout second) {
        places.decrementAndGet();
        if (second != null) {
            second.cancel();
        }
    }

    /**
     * Before its first byte an attempt also ends when the time of its whole call is up, which
     * begins anew when a stream has broken off.
     */
    private static TimeLimits limits(Call call, Provider provider) {
        Timeouts timeouts = provider.timeouts();
        long spent = System.nanoTime() - call.waitingSinceNanos();
        long left = Math.max(1, call.knownPlan().total().toNanos() - spent);
        return new TimeLimits(
                Math.min(timeouts.firstByte().toNanos(), left),
                timeouts.betweenEvents().toNanos(),
                timeouts.total().toNanos());
    }

    /** How many attempts a provider has under way. */
    public int underWay(String providerId) {
        AtomicInteger places = underWay.get(providerId);
        return places == null ? 0 : places.get();
    }

    @Override
    public void close() {
        timer.stop();
    }
}
