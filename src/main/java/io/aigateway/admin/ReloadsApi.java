package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Reply;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.config.Finding;
import io.aigateway.config.Reloads;
import io.aigateway.config.Reloads.Refused;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;

/** Which edited files are not in force, because something is wrong with them. */
public final class ReloadsApi {

    private final Reloads reloads;
    private final LiveCatalog catalog;
    private final Clock clock;

    public ReloadsApi(Reloads reloads, LiveCatalog catalog, Clock clock, MeterRegistry meters) {
        this.reloads = reloads;
        this.catalog = catalog;
        this.clock = clock;
        Gauge.builder("aig.config.refused", this, api -> api.all().size())
                .description("What is wrong with edited files that are not in force")
                .register(meters);
        FunctionCounter.builder(
                        "aig.config.taken", this, api -> api.reloads.taken() + api.catalog.taken())
                .description("Edited files that were taken into service")
                .register(meters);
    }

    /**
     * What is wrong, file by file; an empty list when all that was edited is in force. Admins only.
     */
    public Reply refused(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (Refused one : all()) {
            data.addObject()
                    .put("file", one.file())
                    .put("error", one.error())
                    .put("since", one.since().toString());
        }
        return Replies.ok(list);
    }

    private List<Refused> all() {
        List<Refused> all = new ArrayList<>(reloads.refused());
        for (Finding finding : catalog.refused()) {
            all.add(
                    new Refused(
                            finding.file() + ":" + finding.line(),
                            finding.message(),
                            clock.instant()));
        }
        return all;
    }
}
