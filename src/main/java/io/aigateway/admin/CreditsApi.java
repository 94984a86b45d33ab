package io.aigateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Reply;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;
import io.aigateway.error.PlainName;
import io.aigateway.money.Money;
import io.aigateway.pipeline.Credits;
import io.aigateway.store.CreditRow;
import java.math.BigDecimal;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** {@code /v1/credits} and {@code /v1/balance}: the account's prepaid credit. For admins. */
public final class CreditsApi {

    private static final BigDecimal HIGHEST_CENTS = BigDecimal.valueOf(100_000_000_000L);
    private static final int LONGEST_TEXT = 200;

    private final Credits credits;

    public CreditsApi(Credits credits) {
        this.credits = credits;
    }

    /** Pays in. */
    public Reply create(@Variable("request") ManagementRequest request) {
        ObjectNode body = request.byAdmin().body();
        CreditRow made =
                credits.add(amount(body), text(body, "note"), text(body, "idempotency_key"));
        ObjectNode view =
                JsonNodeFactory.instance.objectNode().put("id", made.id()).put("object", "credit");
        view.put("amount_cents", new Money(made.amountNanos()).cents());
        view.put("note", made.note());
        view.put("created_at", made.createdAt().getEpochSecond());
        return Replies.created(view);
    }

    /** Shows what is left. */
    public Reply balance(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        Credits.Balance balance = credits.balance();
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("object", "balance");
        view.put("enabled", balance.enabled());
        view.put("balance_cents", balance.left().cents());
        view.put("reserved_cents", balance.reserved().cents());
        view.put("credits_cents", balance.paidIn().cents());
        view.put("spent_cents", balance.spent().cents());
        return Replies.ok(view);
    }

    private static Money amount(ObjectNode body) {
        JsonNode value = body.path("amount_cents");
        if (!value.isNumber()
                || value.decimalValue().signum() == 0
                || value.decimalValue().abs().compareTo(HIGHEST_CENTS) > 0) {
            throw wrong(
                    "amount_cents",
                    "must be an amount in cents of at most "
                            + HIGHEST_CENTS
                            + ", negative to correct an earlier one");
        }
        return Money.ofCents(value.decimalValue());
    }

    private static @Nullable String text(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_TEXT || !PlainName.holds(text)) {
            throw wrong(field, "must be a text of 1 to " + LONGEST_TEXT + " visible characters");
        }
        return text;
    }

    private static GatewayException wrong(String field, String must) {
        return Errors.invalidRequest(field, "'" + field + "' " + must + ".").asException();
    }
}
