package io.aigateway.routing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Outcome;
import io.aigateway.event.Event;
import io.aigateway.event.EventType;
import io.aigateway.event.Events;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of failing keys in the log, as a metric, and to webhooks. */
public final class KeyAlerts implements Alerts {

    private static final Logger LOGGER = LoggerFactory.getLogger(KeyAlerts.class);

    private final MeterRegistry meters;
    private final Events events;
    private final Clock clock;

    public KeyAlerts(MeterRegistry meters, Events events, Clock clock) {
        this.meters = meters;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void keyFailed(String providerId, Outcome reason, Instant leftAloneUntil) {
        LOGGER.atError()
                .addKeyValue("provider", providerId)
                .addKeyValue("reason", reason.key())
                .addKeyValue("until", leftAloneUntil)
                .log("ALERT: the gateway's key at a provider does not work; it is left alone");
        Counter.builder("aig.key.failures")
                .description("How often a provider's key began to be refused or ran out of credit")
                .tags("provider", providerId, "reason", reason.key())
                .register(meters)
                .increment();
        ObjectNode data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("provider", providerId)
                        .put("reason", reason.key())
                        .put("cool_down_until", leftAloneUntil.toString());
        events.publish(new Event(EventType.PROVIDER_KEY_FAILED, clock.instant(), data));
    }
}
