package io.aigateway.pipeline;

import io.aigateway.budget.Reservation;
import io.aigateway.budget.Scope;
import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import io.aigateway.usage.Caller;
import io.aigateway.usage.Cost;
import io.aigateway.usage.Mark;
import io.aigateway.usage.Served;
import io.aigateway.usage.Timing;
import io.aigateway.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what became of a call. */
final class UsageRecords {

    /** The status of a call of which nobody knows how it ended. */
    private static final int UNKNOWN_END = 500;

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
                marks(call));
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

    /** What a call is charged should nothing more be heard of it: all that was reserved. */
    static UsageRecord opened(Call call) {
        Candidate first = call.knownPlan().candidates().get(0);
        Reservation held = call.holds().reservation();
        return new UsageRecord(
                call.id(),
                call.receivedAt(),
                caller(call),
                new Served(
                        call.request().model(),
                        first.model().id(),
                        first.provider().id(),
                        List.of()),
                UNKNOWN_END,
                Usage.NONE,
                new Cost(null, held == null ? Money.ZERO : held.amount(), Money.ZERO),
                new Timing(0, null),
                call.request().stream()
                        ? Set.of(Mark.UNCONFIRMED, Mark.STREAM)
                        : Set.of(Mark.UNCONFIRMED));
    }

    /** The same of a reservation alone, for a call that was never opened. */
    static UsageRecord unconfirmed(Reservation held) {
        return new UsageRecord(
                held.id(),
                held.at(),
                new Caller(
                        first(held, Scope.Kind.KEY),
                        first(held, Scope.Kind.SUB_ACCOUNT),
                        ids(held, Scope.Kind.TAG)),
                Served.byNobody("unknown"),
                UNKNOWN_END,
                Usage.NONE,
                new Cost(null, held.amount(), Money.ZERO),
                new Timing(0, null),
                Set.of(Mark.UNCONFIRMED));
    }

    private static @Nullable String first(Reservation held, Scope.Kind kind) {
        List<String> ids = ids(held, kind);
        return ids.isEmpty() ? null : ids.get(0);
    }

    private static List<String> ids(Reservation held, Scope.Kind kind) {
        return held.scopes().stream().filter(scope -> scope.kind() == kind).map(Scope::id).toList();
    }

    private static Caller caller(Call call) {
        return new Caller(
                call.knownCaller().key().id(),
                call.knownCaller().key().subAccountId(),
                call.tags().names());
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
