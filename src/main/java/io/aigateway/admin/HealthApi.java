package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Reply;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Provider;
import io.aigateway.limit.Admission;
import io.aigateway.routing.CircuitStates;
import io.aigateway.routing.Health;
import io.aigateway.routing.LeftAlone;
import io.aigateway.usage.UsageLog;
import java.util.Map;
import org.apache.camel.Variable;

/** Whether the gateway lives, whether it serves, and who stands behind it. */
public final class HealthApi {

    private static final int NOT_READY = 503;

    private final LiveCatalog catalog;
    private final UsageLog log;
    private final Admission admission;
    private final Health health;
    private final CircuitStates circuits;

    public HealthApi(
            LiveCatalog catalog,
            UsageLog log,
            Admission admission,
            Health health,
            CircuitStates circuits) {
        this.catalog = catalog;
        this.log = log;
        this.admission = admission;
        this.health = health;
        this.circuits = circuits;
    }

    /** The process runs. */
    public Reply live() {
        return Replies.ok(status("live"));
    }

    /** Calls are served: routes are up, usage can be recorded, the gateway is not about to stop. */
    public Reply ready() {
        if (admission.isClosed()) {
            return Replies.json(NOT_READY, status("about to stop"));
        }
        return log.healthy()
                ? Replies.ok(status("ready"))
                : Replies.json(NOT_READY, status("usage records cannot be written"));
    }

    private static ObjectNode status(String text) {
        return JsonNodeFactory.instance.objectNode().put("status", text);
    }

    /**
     * The providers: whether they can be called, what was seen of them in the last half minute, the
     * state of their circuits, and who is left alone until when.
     */
    public Reply providers(@Variable("request") ManagementRequest request) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        list.put("window_seconds", Health.WINDOW.toSeconds());
        ArrayNode data = list.putArray("data");
        Map<String, LeftAlone> leftAlone = health.leftAlone();
        for (Provider provider : catalog.current().providers().all()) {
            String id = provider.id();
            data.add(ProviderViews.of(provider, health.seen(id), circuits.of(id), leftAlone));
        }
        return Replies.ok(list);
    }
}
