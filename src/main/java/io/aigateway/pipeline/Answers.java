package io.aigateway.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Bill;
import io.aigateway.call.Call;
import io.aigateway.call.CollectedReply;
import io.aigateway.call.Json;
import io.aigateway.call.Reply;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Model;
import io.aigateway.money.Price;
import io.aigateway.provider.AnswerHeaders;
import io.aigateway.provider.Billing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Makes the reply to a call that was answered. */
public final class Answers {

    private static final String BASELINE = "X-Auto-Baseline-Model";

    private final Billing billing;
    private final LiveCatalog catalog;

    public Answers(Billing billing, LiveCatalog catalog) {
        this.billing = billing;
        this.catalog = catalog;
    }

    /** The answer as the caller gets it; for a stream only a note that it has been sent. */
    public Reply answer(@Variable("call") Call call) {
        Answer answer = Objects.requireNonNull(call.progress().answer(), "the call has no answer");
        ObjectNode json = answer.json();
        if (json == null) {
            return call.replyStream() instanceof CollectedReply collected
                    ? Reply.whole(
                            200, Map.of("Content-Type", "text/event-stream"), collected.bytes())
                    : Reply.sent();
        }
        return Reply.whole(200, headers(call), Json.bytes(json));
    }

    private Map<String, String> headers(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        Attempt served = attempts.get(attempts.size() - 1);
        Map<String, String> headers = AnswerHeaders.of(call, served.candidate(), attempts.size());
        headers.put("Content-Type", "application/json");
        Bill bill = billing.bill(call);
        if (bill.priceVersion() != null) {
            headers.put("X-Cost-Cents", bill.total().cents().toPlainString());
            baseline(headers.get(BASELINE))
                    .ifPresent(price -> headers.putAll(savings(price, served, bill)));
            if (headers.containsKey("x-litellm-call-id")) {
                headers.put("x-litellm-response-cost", dollars(bill));
            }
        }
        return headers;
    }

    private Optional<Price> baseline(@Nullable String model) {
        return Optional.ofNullable(model)
                .flatMap(catalog.current().models()::find)
                .map(Model::price);
    }

    /** What the same tokens would have cost at the baseline; routing itself is free of a fee. */
    private static Map<String, String> savings(Price baseline, Attempt served, Bill bill) {
        BigDecimal cost = Billing.cost(baseline, served.usage()).cents();
        return Map.of(
                "X-Auto-Baseline-Cost-Cents",
                cost.toPlainString(),
                "X-Auto-Route-Fee-Cents",
                "0",
                "X-Auto-Savings-Cents",
                cost.subtract(bill.total().cents()).stripTrailingZeros().toPlainString());
    }

    private static String dollars(Bill bill) {
        return bill.total().cents().movePointLeft(2).stripTrailingZeros().toPlainString();
    }
}
