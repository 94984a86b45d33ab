package io.aigateway.pipeline;

import io.aigateway.budget.PromptSize;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.error.Errors;
import io.aigateway.money.Markup;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.provider.CallTokens;
import io.aigateway.provider.ModelLimitsOf;
import io.aigateway.provider.Prices;
import io.aigateway.provider.Rescue;
import io.aigateway.provider.UnknownPrice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The most that a call can cost: at its dearest candidate, with the longest answer it may get; at
 * the two dearest when two may be asked at the same time; and at all besides who may go on with
 * what another began.
 */
public final class WorstCases {

    private final CallTokens tokens;
    private final Prices prices;
    private final Markup markup;

    public WorstCases(CallTokens tokens, Prices prices, Markup markup) {
        this.tokens = tokens;
        this.prices = prices;
        this.markup = markup;
    }

    /**
     * The worst case; 402 when a cap applies, a candidate's price is not known, and the policy is
     * to refuse that.
     */
    public Money of(Call call, boolean capped) {
        boolean rescued = Rescue.isWanted(call);
        int atOnce = call.knownPlan().extras().hedgeAfter().isPresent() ? 2 : 1;
        Money worst = Money.ZERO;
        List<Money> others = new ArrayList<>();
        for (Candidate candidate : call.knownPlan().asked()) {
            Money cost = of(call, candidate, capped);
            if (rescued && Rescue.canGoOn(candidate)) {
                worst = worst.plus(cost);
            } else {
                others.add(cost);
            }
        }
        others.sort(Comparator.reverseOrder());
        return others.stream().limit(atOnce).reduce(worst, Money::plus);
    }

    private Money of(Call call, Candidate candidate, boolean capped) {
        Optional<Price> known = prices.of(candidate);
        if (known.isEmpty()) {
            return ofUnknown(candidate, capped);
        }
        Money cost = of(call, candidate, known.get());
        boolean ownKey = call.credentials().at(candidate.provider().id()).isPresent();
        return ownKey ? cost : cost.plus(markup.on(cost));
    }

    private Money of(Call call, Candidate candidate, Price price) {
        PromptSize prompt = tokens.prompt(call, candidate);
        return call.request().api() == Api.EMBEDDINGS
                ? WorstCase.of(prompt, 0, ModelLimitsOf.model(call, candidate.model()), price)
                : WorstCase.of(
                        call.request().body(),
                        prompt,
                        ModelLimitsOf.model(call, candidate.model()),
                        price);
    }

    private Money ofUnknown(Candidate candidate, boolean capped) {
        if (capped && prices.policy() == UnknownPrice.REFUSE) {
            throw Errors.budgetExceeded(
                            "The price of '"
                                    + candidate.model().id()
                                    + "' is not known, and a budget applies to this call. Give it a price in models.yaml, or set gateway.budget.unknown-price.")
                    .asException();
        }
        return Money.ZERO;
    }
}
