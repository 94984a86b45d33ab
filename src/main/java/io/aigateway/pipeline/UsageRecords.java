package io.aigateway.pipeline;

import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Bill;
import io.aigateway.call.BillLine;
import io.aigateway.call.Call;
import io.aigateway.call.Unfinished;
import io.aigateway.usage.Caller;
import io.aigateway.usage.Cost;
import io.aigateway.usage.Mark;
import io.aigateway.usage.Served;
import io.aigateway.usage.Timing;
import io.aigateway.usage.UsageRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what became of a call. */
final class UsageRecords {

    private UsageRecords() {}

    static UsageRecord answered(Call call, Attempt served, Answer answer, Bill bill, int status) {
        Served by =
                new Served(
                        call.request().model(),
                        served.candidate().model().id(),
                        served.candidate().provider().id(),
                        attempts(call, bill));
        Unfinished before = call.progress().unfinished();
        long firstNanos = before == null ? answer.firstTokenNanos() : before.firstTokenNanos();
        return new UsageRecord(
                call.id(),
                call.receivedAt(),
                caller(call),
                by,
                status,
                bill.usage(),
                cost(bill),
                new Timing(millisSince(call, System.nanoTime()), firstToken(call, firstNanos)),
                marks(call, bill));
    }

    static UsageRecord refused(Call call, Bill bill, int status) {
        Unfinished before = call.progress().unfinished();
        return new UsageRecord(
                call.id(),
                call.receivedAt(),
                caller(call),
                delivered(call, bill),
                status,
                bill.usage(),
                cost(bill),
                new Timing(
                        millisSince(call, System.nanoTime()),
                        before == null ? null : firstToken(call, before.firstTokenNanos())),
                marks(call, bill));
    }

    /** A call that failed was served by nobody, unless its caller has a part of the answer. */
    private static Served delivered(Call call, Bill bill) {
        Unfinished before = call.progress().unfinished();
        return new Served(
                call.request().model(),
                before == null ? null : before.by().model().id(),
                before == null ? null : before.by().provider().id(),
                attempts(call, bill));
    }

    private static @Nullable Long firstToken(Call call, long nanos) {
        return nanos == 0 ? null : millisSince(call, nanos);
    }

    static Caller caller(Call call) {
        return new Caller(
                call.knownCaller().key().id(),
                call.knownCaller().key().subAccountId(),
                call.tags().names());
    }

    private static Cost cost(Bill bill) {
        return new Cost(bill.priceVersion(), bill.provider(), bill.fee());
    }

    private static Set<Mark> marks(Call call, Bill bill) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (call.request().stream()) {
            marks.add(Mark.STREAM);
        }
        if (bill.ownKey()) {
            marks.add(Mark.BYOK);
        }
        call.progress().ended().forEach(attempt -> mark(attempt, marks));
        return marks;
    }

    private static void mark(Attempt attempt, Set<Mark> marks) {
        switch (attempt.kind()) {
            case IN_TURN -> {}
            case HEDGE -> marks.add(Mark.HEDGED);
            case RESCUE -> marks.add(Mark.RESCUED);
        }
    }

    private static @Nullable String kind(Attempt attempt) {
        return switch (attempt.kind()) {
            case IN_TURN -> null;
            case HEDGE -> io.aigateway.usage.Attempt.HEDGE;
            case RESCUE -> io.aigateway.usage.Attempt.RESCUE;
        };
    }

    private static List<io.aigateway.usage.Attempt> attempts(Call call, Bill bill) {
        List<io.aigateway.usage.Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < bill.lines().size(); i++) {
            Attempt one = call.progress().ended().get(i);
            BillLine line = bill.lines().get(i);
            attempts.add(
                    new io.aigateway.usage.Attempt(
                            one.candidate().provider().id(),
                            one.candidate().model().id(),
                            one.status(),
                            one.outcome().key(),
                            one.millis(),
                            line.cost().nanos(),
                            line.usage().input(),
                            line.usage().output(),
                            line.priceVersion(),
                            kind(one)));
        }
        return attempts;
    }

    private static long millisSince(Call call, long nanos) {
        return Math.max(0, (nanos - call.startedNanos()) / 1_000_000);
    }
}
