package io.aigateway.admin;

import io.aigateway.call.Reply;
import io.aigateway.error.Errors;
import io.aigateway.usage.CallFilter;
import io.aigateway.usage.Dimension;
import io.aigateway.usage.Line;
import io.aigateway.usage.RecentCalls;
import io.aigateway.usage.TimeRange;
import io.aigateway.usage.UsageReports;
import io.aigateway.usage.UsageViews;
import java.util.List;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** {@code /v1/usage}: sums by this and that, and single calls. */
public final class UsageApi {

    private static final int USUAL_LIMIT = 100;
    private static final String BY = "by-";
    private static final String DAY = "day";

    private final UsageReports reports;
    private final RecentCalls recent;
    private final FreshRecords fresh;

    public UsageApi(UsageReports reports, RecentCalls recent, FreshRecords fresh) {
        this.fresh = fresh;
        this.reports = reports;
        this.recent = recent;
    }

    /** Sums by what the path names: {@code /v1/usage/by-tag}. */
    public Reply grouped(@Variable("request") ManagementRequest request) {
        fresh.await();
        String by = request.id().substring(BY.length());
        TimeRange range =
                reports.range(request.query("month"), request.query("from"), request.query("to"));
        if (by.equals(DAY)) {
            return reply(request, UsageViews.DATE, reports.byDay(range, request.sees()));
        }
        Dimension dimension =
                Dimension.of(by.replace('-', '_'))
                        .orElseThrow(
                                () ->
                                        Errors.notFound("There is no report " + request.id() + ".")
                                                .asException());
        return reply(request, dimension.field(), reports.by(dimension, range, request.sees()));
    }

    private static Reply reply(ManagementRequest request, String field, List<Line> lines) {
        return request.csv()
                ? Replies.text("text/csv; charset=utf-8", UsageViews.csv(field, lines))
                : Replies.ok(UsageViews.report(field, lines));
    }

    /** The newest calls. */
    public Reply recent(@Variable("request") ManagementRequest request) {
        fresh.await();
        CallFilter filter =
                new CallFilter(
                        request.query("tag"),
                        request.query("status"),
                        request.query("model"),
                        request.sees(),
                        request.query("mark"));
        return Replies.ok(UsageViews.calls(recent.list(limit(request.query("limit")), filter)));
    }

    private static int limit(@Nullable String text) {
        try {
            return text == null ? USUAL_LIMIT : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw Errors.invalidRequest("limit", "'limit' must be a number.").asException();
        }
    }

    /** One call. */
    public Reply one(@Variable("request") ManagementRequest request) {
        fresh.await();
        return Replies.ok(UsageViews.wholeCall(recent.byRequestId(request.id(), request.sees())));
    }
}
