package io.aigateway.usage;

import io.aigateway.error.GatewayError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        String from =
                tag == null
                        ? "usage_record r"
                        : "usage_tag t join usage_record r on r.id = t.record_id";
        String where =
                conditions().stream().map(Condition::sql).collect(Collectors.joining(" and "));
        return "select r.* from "
                + from
                + (where.isEmpty() ? "" : " where " + where)
                + (tag == null ? " order by r.id" : " order by t.record_id")
                + " desc limit ?";
    }

    /** The arguments of the query, in order. */
    Object[] arguments(int limit) {
        return Stream.concat(
                        conditions().stream().flatMap(condition -> condition.arguments().stream()),
                        Stream.of(limit))
                .toArray();
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        if (tag != null) {
            conditions.add(new Condition("t.tag = ?", List.of(tag)));
        }
        if (status != null) {
            conditions.add(ofStatus(status));
        }
        if (model != null) {
            String either = "(r.model_served = ? or r.model_asked = ?)";
            conditions.add(new Condition(either, List.of(model, model)));
        }
        if (subAccountId != null) {
            conditions.add(new Condition("r.sub_account_id = ?", List.of(subAccountId)));
        }
        return conditions;
    }

    private static Condition ofStatus(String status) {
        return status.equals(ERROR)
                ? new Condition("r.status >= 400", List.of())
                : new Condition("r.status = ?", List.of(Integer.parseInt(status)));
    }

    private record Condition(String sql, List<Object> arguments) {}
}
