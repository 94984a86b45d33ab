package io.aigateway.usage;

import io.aigateway.error.GatewayError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of the log are wanted; null is no condition.
 *
 * @param tag one of the call's tags
 * @param status {@code error} for 400 and above, or a status
 * @param model the model asked or served
 * @param subAccountId whose calls alone may be seen
 */
public record CallFilter(
        @Nullable String tag,
        @Nullable String status,
        @Nullable String model,
        @Nullable String subAccountId) {

    private static final String ERROR = "error";

    /** Refuses a status that is none, with a 400. */
    public CallFilter {
        if (status != null && !status.equals(ERROR) && !status.matches("[1-5][0-9]{2}")) {
            throw new GatewayError(
                            400,
                            "invalid_request_error",
                            "'status' must be \"error\" or an HTTP status such as 429.")
                    .about("status")
                    .asException();
        }
    }

    /** The newest calls first; the last argument is how many. */
    String query() {
        List<String> conditions = new ArrayList<>();
        if (tag != null) {
            conditions.add("t.tag = ?");
        }
        if (status != null) {
            conditions.add(status.equals(ERROR) ? "r.status >= 400" : "r.status = ?");
        }
        if (model != null) {
            conditions.add("(r.model_served = ? or r.model_asked = ?)");
        }
        if (subAccountId != null) {
            conditions.add("r.sub_account_id = ?");
        }
        String from =
                tag == null
                        ? "usage_record r"
                        : "usage_tag t join usage_record r on r.id = t.record_id";
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        String order = tag == null ? "r.id" : "t.record_id";
        return "select r.* from " + from + where + " order by " + order + " desc limit ?";
    }

    /** The arguments of the query, in order. */
    Object[] arguments(int limit) {
        List<Object> arguments = new ArrayList<>();
        if (tag != null) {
            arguments.add(tag);
        }
        if (status != null && !status.equals(ERROR)) {
            arguments.add(Integer.parseInt(status));
        }
        if (model != null) {
            arguments.add(model);
            arguments.add(model);
        }
        if (subAccountId != null) {
            arguments.add(subAccountId);
        }
        arguments.add(limit);
        return arguments.toArray();
    }
}
