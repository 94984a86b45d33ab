package io.aigateway.camel;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes routes that were replaced, each once nothing is inside it. Camel's own way is to wait
 * half a minute and then to force every route of the context to a halt.
 */
public final class Retirement implements CamelContextAware {

    private static final Logger LOGGER = LoggerFactory.getLogger(Retirement.class);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STOP_SECONDS = 5;

    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private @Nullable CamelContext context;

    /** This route gets no more calls; it is removed when those inside have ended. */
    public void retire(String routeId) {
        waiting.put(routeId, System.nanoTime());
    }

    /** How many routes wait for their last call. */
    public int waiting() {
        return waiting.size();
    }

    /** Removes what can be removed by now; cheap enough to be called several times a second. */
    public synchronized void removeIdle() {
        for (Map.Entry<String, Long> one : waiting.entrySet()) {
            boolean settled = System.nanoTime() - one.getValue() > GRACE_NANOS;
            if (settled && camel().getInflightRepository().size(one.getKey()) == 0) {
                waiting.remove(one.getKey());
                remove(one.getKey());
            }
        }
    }

    private void remove(String routeId) {
        CamelContext camel = camel();
        try {
            camel.getRouteController().stopRoute(routeId, STOP_SECONDS, TimeUnit.SECONDS);
            synchronized (camel) {
                camel.removeRoute(routeId);
            }
        } catch (Exception failed) {
            LOGGER.atWarn()
                    .setCause(failed)
                    .addKeyValue("route", routeId)
                    .log("an old route could not be removed");
        }
    }

    private CamelContext camel() {
        return Objects.requireNonNull(context, "the Camel context has not been set");
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }
}
