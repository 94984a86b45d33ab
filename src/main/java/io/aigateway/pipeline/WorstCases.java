package io.aigateway.pipeline;

import io.aigateway.budget.PromptSize;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.error.Errors;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.provider.CallTokens;
import io.aigateway.provider.ModelLimitsOf;
import java.util.Comparator;

/** The most that a call can cost: at its dearest candidate, with the longest answer it may get. */
public final class WorstCases {

    private final CallTokens tokens;
    private final LiveCatalog catalog;
    private final UnknownPrice policy;

    public WorstCases(CallTokens tokens, LiveCatalog catalog, String unknownPrice) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.policy = UnknownPrice.of(unknownPrice);
    }

    /**
     * The worst case; 402 when a cap applies, a candidate's price is not known, and the policy is
     * to refuse that.
     */
    public Money of(Call call, boolean capped) {
        Money worst = Money.ZERO;
        for (Candidate candidate : call.knownPlan().asked()) {
            Money cost = of(call, candidate, capped);
            worst = cost.compareTo(worst) > 0 ? cost : worst;
        }
        return worst;
    }

    private Money of(Call call, Candidate candidate, boolean capped) {
        Price price = candidate.model().price();
        if (price == null) {
            return ofUnknown(call, candidate, capped);
        }
        PromptSize prompt = tokens.prompt(call, candidate);
        return call.request().api() == Api.EMBEDDINGS
                ? WorstCase.of(prompt, 0, ModelLimitsOf.model(call, candidate.model()), price)
                : WorstCase.of(
                        call.request().body(),
                        prompt,
                        ModelLimitsOf.model(call, candidate.model()),
                        price);
    }

    private Money ofUnknown(Call call, Candidate candidate, boolean capped) {
        if (!capped || policy == UnknownPrice.FREE) {
            return Money.ZERO;
        }
        if (policy == UnknownPrice.REFUSE) {
            throw Errors.budgetExceeded(
                            "The price of '"
                                    + candidate.model().id()
                                    + "' is not known, and a budget applies to this call. Give it a price in models.yaml, or set gateway.budget.unknown-price.")
                    .asException();
        }
        return catalog.current().models().all().stream()
                .filter(model -> model.price() != null)
                .map(model -> of(call, new Candidate(model, candidate.provider()), capped))
                .max(Comparator.naturalOrder())
                .orElse(Money.ZERO);
    }
}
