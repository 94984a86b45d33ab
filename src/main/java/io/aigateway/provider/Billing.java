package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call used and what that costs: as the provider told it, or counted here when it did not.
 */
public final class Billing {

    private final CallTokens tokens;

    public Billing(CallTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The usage of the running attempt; counted and marked as estimated when the provider told none
     * that can be true.
     */
    public Usage usage(Call call, @Nullable JsonNode told, String output) {
        Candidate candidate = call.candidate();
        Optional<Usage> read =
                told == null
                        ? Optional.empty()
                        : UsageReader.read(
                                told, candidate.provider().quirks().reasoningOutsideOutput());
        return read.orElseGet(() -> estimate(call, output));
    }

    private Usage estimate(Call call, String output) {
        Candidate candidate = call.candidate();
        return Usage.estimated(
                tokens.prompt(call, candidate).tokens(), tokens.text(candidate, output));
    }

    /** The exact cost at the candidate's price; empty when the price is not known. */
    public static Optional<Money> cost(Candidate candidate, Usage usage) {
        Price price = candidate.model().price();
        return price == null ? Optional.empty() : Optional.of(price.costOf(usage));
    }

    /**
     * The usage in the OpenAI shape, with {@code cost} in US dollars; keeps what else the provider
     * told.
     */
    public static ObjectNode told(Candidate candidate, Usage usage, @Nullable JsonNode upstream) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        if (upstream instanceof ObjectNode given) {
            told.setAll(given);
        }
        told.put("prompt_tokens", usage.input());
        told.put("completion_tokens", usage.output());
        told.put("total_tokens", usage.total());
        detail(told, "prompt_tokens_details").put("cached_tokens", usage.cachedInput());
        detail(told, "completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        cost(candidate, usage).ifPresent(cost -> told.put("cost", cost.usd()));
        return told;
    }

    private static ObjectNode detail(ObjectNode usage, String name) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        if (usage.path(name) instanceof ObjectNode given) {
            detail.setAll(given);
        }
        usage.set(name, detail);
        return detail;
    }
}
