package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Reply;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Provider;
import io.aigateway.limit.Admission;
import io.aigateway.usage.UsageLog;
import org.apache.camel.Variable;

/** Whether the gateway lives, whether it serves, and who stands behind it. */
public final class HealthApi {

    private static final int NOT_READY = 503;

    private final LiveCatalog catalog;
    private final UsageLog log;
    private final Admission admission;

    public HealthApi(LiveCatalog catalog, UsageLog log, Admission admission) {
        this.catalog = catalog;
        this.log = log;
        this.admission = admission;
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

    /** The providers and whether they can be called. */
    public Reply providers(@Variable("request") ManagementRequest request) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (Provider provider : catalog.current().providers().all()) {
            data.addObject()
                    .put("id", provider.id())
                    .put("wire", provider.wire().text())
                    .put("state", provider.usable() ? "on" : "no key");
        }
        return Replies.ok(list);
    }
}
