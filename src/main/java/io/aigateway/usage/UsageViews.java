package io.aigateway.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports as the API tells them: JSON, or CSV after RFC 4180; amounts in cents. */
public final class UsageViews {

    /** The field that holds the date of a line by day. */
    public static final String DATE = "date";

    /** The label of calls without a tag; their {@code tag} is null. */
    private static final String UNTAGGED = "(no tag)";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private UsageViews() {}

    /**
     * A report.
     *
     * @param field what the label is, such as {@code tag}: the value stands under both names
     */
    public static ObjectNode report(String field, List<Line> lines) {
        ObjectNode report = NODES.objectNode().put("object", "list");
        report.set("data", lines(field, lines));
        return report;
    }

    /** A report as CSV with a header; a text that a spreadsheet would run is made inert. */
    public static String csv(String field, List<Line> lines) {
        StringBuilder csv = new StringBuilder();
        csv.append(field).append(",requests,input_tokens,output_tokens,cost_cents\r\n");
        for (Line line : lines) {
            Sums sums = line.sums();
            csv.append(cell(label(line))).append(',').append(sums.requests()).append(',');
            csv.append(sums.inputTokens()).append(',').append(sums.outputTokens()).append(',');
            csv.append(sums.cost().cents().toPlainString()).append("\r\n");
        }
        return csv.toString();
    }

    /** What a sub-account used. */
    public static ObjectNode subAccountUsage(UsageReports.SubAccountUsage usage) {
        ObjectNode view = NODES.objectNode();
        view.set("summary", figures(NODES.objectNode(), usage.total()));
        view.set("by_model", lines(Dimension.MODEL.field(), usage.byModel()));
        view.set("by_day", lines(DATE, usage.byDay()));
        return view;
    }

    /** The log of calls. */
    public static ObjectNode calls(List<UsageRecord> calls) {
        ArrayNode data = NODES.arrayNode();
        calls.forEach(call -> data.add(call(call)));
        ObjectNode list = NODES.objectNode().put("object", "list");
        list.set("data", data);
        return list;
    }

    /** One line of the log; {@code created_at} is a text in ISO 8601, as its clients expect. */
    public static ObjectNode call(UsageRecord call) {
        ObjectNode view = NODES.objectNode().put("request_id", call.requestId());
        view.put("model", call.served().model()).put("provider", call.served().provider());
        view.put("status", call.status()).put("latency_ms", call.timing().latencyMs());
        view.put("first_token_ms", call.timing().firstTokenMs());
        view.put("cost_cents", call.cost().total().cents());
        view.put("tag", call.caller().mainTag());
        ArrayNode tags = view.putArray("tags");
        call.caller().tags().forEach(tags::add);
        view.put("created_at", call.createdAt().toString());
        view.set("attempts", attempts(call.served().attempts()));
        return view;
    }

    /** Everything that is known of one call. */
    public static ObjectNode wholeCall(UsageRecord call) {
        ObjectNode view = call(call).put("key_id", call.caller().keyId());
        view.put("sub_account_id", call.caller().subAccountId());
        view.put("model_asked", call.served().modelAsked());
        view.put("input_tokens", call.usage().input());
        view.put("cached_tokens", call.usage().cachedInput());
        view.put("cache_write_tokens", call.usage().cacheWrite() + call.usage().cacheWriteLong());
        view.put("output_tokens", call.usage().output());
        view.put("reasoning_tokens", call.usage().reasoning());
        view.put("service_tier", call.usage().tier().key());
        view.put("price_version", call.cost().priceVersion());
        view.put("provider_cost_cents", call.cost().provider().cents());
        view.put("fee_cents", call.cost().fee().cents());
        view.put("estimated", call.usage().estimated());
        for (Mark mark : Mark.values()) {
            view.put(mark.name().toLowerCase(Locale.ROOT), call.is(mark));
        }
        return view;
    }

    private static ArrayNode lines(String field, List<Line> lines) {
        ArrayNode data = NODES.arrayNode();
        for (Line line : lines) {
            ObjectNode view = NODES.objectNode().put("label", label(line));
            view.put(field, line.label().isEmpty() ? null : line.label());
            data.add(figures(view, line.sums()));
        }
        return data;
    }

    /** Nothing but a tag can be missing. */
    private static String label(Line line) {
        return line.label().isEmpty() ? UNTAGGED : line.label();
    }

    private static ObjectNode figures(ObjectNode view, Sums sums) {
        return view.put("requests", sums.requests())
                .put("input_tokens", sums.inputTokens())
                .put("output_tokens", sums.outputTokens())
                .put("cost_cents", sums.cost().cents());
    }

    private static ArrayNode attempts(List<Attempt> attempts) {
        ArrayNode array = NODES.arrayNode();
        for (Attempt attempt : attempts) {
            array.addObject()
                    .put("provider", attempt.provider())
                    .put("model", attempt.model())
                    .put("status", attempt.status())
                    .put("outcome", attempt.outcome())
                    .put("latency_ms", attempt.latencyMs())
                    .put("input_tokens", attempt.inputTokens())
                    .put("output_tokens", attempt.outputTokens())
                    .put("cost_cents", attempt.cost().cents())
                    .put("kind", attempt.kind() == null ? "in-turn" : attempt.kind());
        }
        return array;
    }

    private static String cell(@Nullable String text) {
        String safe = text == null ? "" : text;
        if (!safe.isEmpty() && "=+-@\t\r".indexOf(safe.charAt(0)) >= 0) {
            safe = "'" + safe;
        }
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
