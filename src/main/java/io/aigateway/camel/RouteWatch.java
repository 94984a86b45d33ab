package io.aigateway.camel;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for edited routes several times a second, on a thread of its own. */
public final class RouteWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RouteWatch.class);
    private static final long LOOK_MILLIS = 250;

    private final LiveRoutes routes;
    private final ScheduledExecutorService thread;

    private RouteWatch(LiveRoutes routes) {
        this.routes = routes;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread named = new Thread(work, "route-watch");
                            named.setDaemon(true);
                            return named;
                        });
    }

    /** Begins to look after these routes. */
    public static RouteWatch over(LiveRoutes routes) {
        RouteWatch watch = new RouteWatch(routes);
        watch.begin();
        return watch;
    }

    private void begin() {
        var unused =
                thread.scheduleWithFixedDelay(
                        this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            routes.look();
        } catch (RuntimeException unexpected) {
            LOGGER.atError().setCause(unexpected).log("the folder of routes cannot be looked at");
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
