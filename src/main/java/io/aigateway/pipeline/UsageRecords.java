package io.aigateway.pipeline;

import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.money.Money;
import io.aigateway.money.Usage;
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

/** Writes down what became of a call. */
final class UsageRecords {

    private UsageRecords() {}

    static UsageRecord answered(Call call, Attempt served, Answer answer, Money cost, int status) {
        Served by =
                new Served(
                        call.request().model(),
                        served.candidate().model().id(),
                        served.candidate().provider().id(),
                        attempts(call, cost));
        long firstToken = millisSince(call, answer.firstTokenNanos());
        return new UsageRecord(
                call.id(),
                call.receivedAt(),
                caller(call),
                by,
                status,
                answer.usage(),
                new Cost(null, cost, Money.ZERO),
                new Timing(
                        millisSince(call, System.nanoTime()),
                        answer.firstTokenNanos() == 0 ? null : firstToken),
                marks(call, served));
    }

    static UsageRecord refused(Call call, int status) {
        return new UsageRecord(
                call.id(),
                call.receivedAt(),
                caller(call),
                new Served(call.request().model(), null, null, attempts(call, Money.ZERO)),
                status,
                Usage.NONE,
                Cost.NONE,
                new Timing(millisSince(call, System.nanoTime()), null),
                marks(call));
    }

    private static Caller caller(Call call) {
        return new Caller(
                call.knownCaller().key().id(),
                call.knownCaller().key().subAccountId(),
                call.tags().names());
    }

    private static Set<Mark> marks(Call call, Attempt served) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        marks.addAll(marks(call));
        if (call.credentials().at(served.candidate().provider().id()).isPresent()) {
            marks.add(Mark.BYOK);
        }
        return marks;
    }

    private static Set<Mark> marks(Call call) {
        return call.request().stream() ? Set.of(Mark.STREAM) : Set.of();
    }

    private static List<io.aigateway.usage.Attempt> attempts(Call call, Money cost) {
        List<io.aigateway.usage.Attempt> attempts = new ArrayList<>();
        int last = call.progress().attempts().size() - 1;
        for (int i = 0; i <= last; i++) {
            Attempt one = call.progress().attempts().get(i);
            attempts.add(
                    new io.aigateway.usage.Attempt(
                            one.candidate().provider().id(),
                            one.candidate().model().id(),
                            one.status(),
                            one.outcome().key(),
                            one.millis(),
                            i == last ? cost.nanos() : 0));
        }
        return attempts;
    }

    private static long millisSince(Call call, long nanos) {
        return Math.max(0, (nanos - call.startedNanos()) / 1_000_000);
    }
}
