package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.Scope;
import io.aigateway.call.Reply;
import io.aigateway.error.Errors;
import io.aigateway.pipeline.LedgerAudit;
import io.aigateway.usage.Difference;
import io.aigateway.usage.DifferenceViews;
import io.aigateway.usage.RollupAudit;
import io.aigateway.usage.UsageLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;

/** {@code /v1/ledger/verify}: whether every counter is the sum of its usage records. */
public final class LedgerApi {

    private static final int MOST_SHOWN = 1_000;

    private final LedgerAudit ledger;
    private final RollupAudit rollups;
    private final UsageLog log;

    public LedgerApi(LedgerAudit ledger, RollupAudit rollups, UsageLog log) {
        this.ledger = ledger;
        this.rollups = rollups;
        this.log = log;
    }

    /** Compares all of them, while calls are made; 503 while records cannot be written. */
    public Reply verify(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        require(log.flushUnlessFailing());
        List<Scope> scopes = ledger.scopes();
        List<Difference> found = new ArrayList<>(rollups.differences());
        found.addAll(ledger.differences(scopes));
        require(log.healthy());
        return Replies.ok(view(scopes.size(), found));
    }

    private static void require(boolean written) {
        if (!written) {
            throw Errors.overloaded(
                            "Usage records cannot be written at present, so the counters are ahead of them.")
                    .asException();
        }
    }

    private ObjectNode view(int scopes, List<Difference> found) {
        ObjectNode view =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("object", "ledger_verification")
                        .put("ok", found.isEmpty())
                        .put("records", rollups.records())
                        .put("scopes", scopes)
                        .put("lost_records", log.lost())
                        .put("differences_total", found.size());
        ArrayNode differences = view.putArray("differences");
        found.stream().limit(MOST_SHOWN).forEach(one -> differences.add(DifferenceViews.of(one)));
        return view;
    }
}
