package io.aigateway.pipeline;

import io.aigateway.budget.Reservation;
import io.aigateway.budget.Scope;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a call is charged should nothing more be heard of it: all that was reserved. */
final class UnconfirmedRecords {

    /** The status of a call of which nobody knows how it ended. */
    private static final int UNKNOWN_END = 500;

    private UnconfirmedRecords() {}

    /** The record of a call that is about to be made. Its provider is the one to be asked first. */
    static UsageRecord of(Call call) {
        Candidate first = call.knownPlan().candidates().get(0);
        Reservation held = call.holds().reservation();
        return new UsageRecord(
                call.id(),
                call.receivedAt(),
                UsageRecords.caller(call),
                new Served(
                        call.request().model(),
                        first.model().id(),
                        first.provider().id(),
                        List.of()),
                UNKNOWN_END,
                Usage.NONE,
                new Cost(null, held == null ? Money.ZERO : held.amount(), Money.ZERO),
                new Timing(0, null),
                marks(call));
    }

    /**
     * Nobody will know whose key was used: only a call that could use no key of the operator's is
     * one that the operator's credit does not pay for, as it is in the ledger ({@link Credits}).
     */
    private static Set<Mark> marks(Call call) {
        Set<Mark> marks = EnumSet.of(Mark.UNCONFIRMED);
        if (call.request().stream()) {
            marks.add(Mark.STREAM);
        }
        boolean ownKeys =
                call.knownPlan().asked().stream()
                        .allMatch(one -> call.credentials().at(one.provider().id()).isPresent());
        if (ownKeys) {
            marks.add(Mark.BYOK);
        }
        return marks;
    }

    /** The same of a reservation alone, for a call that could not be written down. */
    static UsageRecord of(Reservation held) {
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
}
