package io.aigateway.pipeline;

import io.aigateway.budget.CapLine;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Standing;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.money.Money;
import io.aigateway.provider.ModelLimitsOf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How long an answer may be for what the budgets of a call have left at this moment. */
final class Affordable {

    private final SpendLedger ledger;
    private final Bids bids;

    Affordable(SpendLedger ledger, Bids bids) {
        this.ledger = ledger;
        this.bids = bids;
    }

    /** The longest answer of the call; empty when even {@code least} tokens cost too much. */
    OptionalLong outputTokens(Bid bid, long least) {
        if (bid.call().request().api() == Api.EMBEDDINGS) {
            return OptionalLong.empty();
        }
        long most = longestAnswer(bid.call());
        long shortest = Math.min(least, most);
        long left = left(bid).nanos();
        return worst(bid, shortest) > left
                ? OptionalLong.empty()
                : OptionalLong.of(longest(bid, shortest, most, left));
    }

    /** The same call, without the providers whose caps cannot pay for the shortest answer. */
    Optional<Call> withoutExhausted(Bid bid, long least) {
        Map<String, Money> left = leftAtProviders(bid);
        Set<String> exhausted = new HashSet<>();
        long needed = worst(bid, least);
        left.forEach(
                (provider, money) -> {
                    if (money.nanos() < needed) {
                        exhausted.add(provider);
                    }
                });
        return exhausted.isEmpty()
                ? Optional.of(bid.call())
                : bid.call().knownPlan().without(exhausted).map(bid.call()::planned);
    }

    /**
     * Secants and halves in turns: costs grow with the length, nearly always in a straight line,
     * and then the first secant hits.
     */
    private long longest(Bid bid, long shortest, long most, long left) {
        long good = shortest;
        long bad = most + 1;
        long cost = worst(bid, good);
        long costOfBad = worst(bid, most);
        if (costOfBad <= left) {
            return most;
        }
        for (int guess = 0; bad - good > 1; guess++) {
            double share =
                    guess % 3 == 2 ? 0.5 : (double) (left - cost) / Math.max(1, costOfBad - cost);
            long next = Math.max(good + 1, Math.min(bad - 1, good + (long) (share * (bad - good))));
            long costOfNext = worst(bid, next);
            if (costOfNext <= left) {
                good = next;
                cost = costOfNext;
            } else {
                bad = next;
                costOfBad = costOfNext;
            }
        }
        return good;
    }

    private long worst(Bid bid, long outputTokens) {
        return bids.worst(bid.call(), outputTokens).nanos();
    }

    /** What the tightest cap still allows. */
    private Money left(Bid bid) {
        return bid.caps().stream()
                .map(line -> left(line, bid))
                .reduce((one, other) -> one.compareTo(other) < 0 ? one : other)
                .orElse(Money.ZERO);
    }

    private Map<String, Money> leftAtProviders(Bid bid) {
        Map<String, Money> left = new HashMap<>();
        for (CapLine line : bid.caps()) {
            if (line.scope().kind() == Scope.Kind.PROVIDER) {
                left.merge(
                        line.scope().id(),
                        left(line, bid),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        return left;
    }

    private Money left(CapLine line, Bid bid) {
        Standing standing = ledger.standing(line.scope(), line.period(), bid.call().receivedAt());
        long left = line.cap().nanos() - standing.used().nanos();
        return new Money(Math.max(0, left));
    }

    private static long longestAnswer(Call call) {
        List<Candidate> asked = call.knownPlan().asked();
        return asked.stream()
                .mapToLong(
                        candidate ->
                                WorstCase.outputLimit(
                                        call.request().body(),
                                        ModelLimitsOf.model(call, candidate.model())))
                .max()
                .orElse(0);
    }
}
