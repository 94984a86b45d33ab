package io.aigateway.usage;

import io.aigateway.error.GatewayError;
import io.aigateway.store.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of single calls. */
public final class RecentCalls {

    private static final int MOST = 1_000;

    private final Database database;

    public RecentCalls(Database database) {
        this.database = database;
    }

    /**
     * The last calls, newest first.
     *
     * @param limit 1 to 1,000
     * @throws io.aigateway.error.GatewayException 400 for another limit
     */
    public List<UsageRecord> list(int limit, CallFilter filter) {
        if (limit < 1 || limit > MOST) {
            throw new GatewayError(
                            400,
                            "invalid_request_error",
                            "'limit' must be 1 to " + MOST + ", but was " + limit + ".")
                    .about("limit")
                    .asException();
        }
        return database.read(
                sql -> sql.rows(filter.query(), UsageRows::read, filter.arguments(limit)));
    }

    /**
     * One call.
     *
     * @param onlyOf the sub-account whose calls alone may be seen; null shows all
     * @throws io.aigateway.error.GatewayException 404 when there is none
     */
    public UsageRecord byRequestId(String requestId, @Nullable String onlyOf) {
        return database.read(
                        sql ->
                                sql.row(
                                        "select * from usage_record where request_id = ?",
                                        UsageRows::read,
                                        requestId))
                .filter(call -> onlyOf == null || onlyOf.equals(call.caller().subAccountId()))
                .orElseThrow(
                        () ->
                                new GatewayError(
                                                404,
                                                "not_found_error",
                                                "No call '" + requestId + "'.")
                                        .asException());
    }
}
