package io.aigateway.usage;

import io.aigateway.error.GatewayError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * @param mark {@code above_hold} or {@code unconfirmed}
 */
public record CallFilter(
        @Nullable String tag,
        @Nullable String status,
        @Nullable String model,
        @Nullable String subAccountId,
        @Nullable String mark) {

    private static final String ERROR = "error";

    /** What may be wanted of a call's cost; each has a column of its name. */
    private static final Set<String> MARKS = Set.of("above_hold", "unconfirmed");

    /** With or without any mark. */
    public CallFilter(
            @Nullable String tag,
            @Nullable String status,
            @Nullable String model,
            @Nullable String subAccountId) {
        this(tag, status, model, subAccountId, null);
    }

    /** Refuses a status or a mark that is none, with a 400. */
    public CallFilter {
        if (status != null && !status.equals(ERROR) && !status.matches("[1-5][0-9]{2}")) {
            throw new GatewayError(
                            400,
                            "invalid_request_error",
                            "'status' must be \"error\" or an HTTP status such as 429.")
                    .about("status")
                    .asException();
        }
        if (mark != null && !MARKS.contains(mark)) {
            throw new GatewayError(
                            400,
                            "invalid_request_error",
                            "'mark' must be \"above_hold\" or \"unconfirmed\".")
                    .about("mark")
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
        if (mark != null) {
            conditions.add(new Condition("r." + mark + " = 1", List.of()));
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
