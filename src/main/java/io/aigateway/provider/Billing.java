package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Attempt;
import io.aigateway.call.Bill;
import io.aigateway.call.BillLine;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Unfinished;
import io.aigateway.money.Markup;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call costs: each of its attempts at its price, and the fee. */
public final class Billing {

    /** 50,000 dollars: with ten attempts, or a fee of 1,000 %, a record can still hold it. */
    private static final Money HIGHEST = new Money(50_000_000_000_000L);

    private final Meter meter;
    private final Prices prices;
    private final Markup markup;

    public Billing(CallTokens tokens, Prices prices, Markup markup) {
        this.meter = new Meter(tokens);
        this.prices = prices;
        this.markup = markup;
    }

    /** What attempts used. */
    Meter meter() {
        return meter;
    }

    /** The bill of a call for the attempts that have ended, at the prices of its plan. */
    public Bill bill(Call call) {
        List<BillLine> lines = new ArrayList<>();
        for (Attempt attempt : call.progress().ended()) {
            lines.add(line(call, attempt.candidate(), attempt.usage()));
        }
        return bill(lines);
    }

    /** The bill of a call whose running attempt ends with this usage. */
    public Bill bill(Call call, Usage running) {
        List<BillLine> lines = new ArrayList<>(bill(call).lines());
        lines.add(line(call, call.candidate(), running));
        return bill(lines);
    }

    private BillLine line(Call call, Candidate candidate, Usage usage) {
        Money cost =
                usage.isNothing()
                        ? Money.ZERO
                        : prices.of(candidate).map(price -> cost(price, usage)).orElse(Money.ZERO);
        String provider = candidate.provider().id();
        boolean ownKey = call.credentials().at(provider).isPresent();
        return new BillLine(provider, usage, cost, prices.version(candidate), ownKey);
    }

    /**
     * What a usage costs at a price. It has an upper bound, since a call must be booked whatever a
     * provider told: beyond that its numbers, or the price, are a mistake.
     */
    public static Money cost(Price price, Usage usage) {
        try {
            Money cost = price.costOf(usage);
            return cost.compareTo(HIGHEST) > 0 ? HIGHEST : cost;
        } catch (ArithmeticException beyondLong) {
            return HIGHEST;
        }
    }

    /** The caller's own keys are free of the fee. */
    private Bill bill(List<BillLine> lines) {
        Money charged =
                lines.stream()
                        .filter(line -> !line.ownKey())
                        .map(BillLine::cost)
                        .reduce(Money.ZERO, Money::plus);
        return new Bill(lines, markup.on(charged));
    }

    /**
     * The usage in the OpenAI shape, with {@code cost} in US dollars, all attempts and the fee
     * included, and the usage of those who wrote the start of the answer; keeps what else the
     * provider told.
     */
    public ObjectNode told(Call call, Usage usage, @Nullable JsonNode upstream) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        if (upstream instanceof ObjectNode given) {
            told.setAll(given);
        }
        Unfinished before = call.progress().unfinished();
        Usage all = before == null ? usage : before.usage().plus(usage);
        told.put("prompt_tokens", all.input());
        told.put("completion_tokens", all.output());
        told.put("total_tokens", all.total());
        detail(told, "prompt_tokens_details").put("cached_tokens", all.cachedInput());
        detail(told, "completion_tokens_details").put("reasoning_tokens", all.reasoning());
        Bill bill = bill(call, usage);
        if (bill.priceVersion() != null) {
            told.put("cost", bill.total().usd());
        } else {
            told.remove("cost");
        }
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
