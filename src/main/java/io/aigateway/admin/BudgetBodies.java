package io.aigateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.Budget;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;
import io.aigateway.money.Money;
import io.aigateway.pipeline.BudgetGate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the bodies of {@code /v1/budgets}. */
final class BudgetBodies {

    private static final List<String> SCOPES =
            List.of("tag", "key_id", "sub_account_id", "provider", "account");

    private BudgetBodies() {}

    static Budget create(String id, ObjectNode body) {
        if (!body.has("monthly_cap_cents") && !body.has("cap_cents")) {
            throw wrong(
                    "cap_cents", "is missing; give cap_cents with a period, or monthly_cap_cents");
        }
        return build(id, scope(body), cap(body), period(body, Period.MONTH), alerts(body));
    }

    static Budget change(Budget before, ObjectNode body) {
        boolean newCap = body.has("monthly_cap_cents") || body.has("cap_cents");
        return build(
                before.id(),
                before.scope(),
                newCap ? cap(body) : before.cap(),
                period(body, before.period()),
                body.has("alert_at") ? alerts(body) : before.alertAt());
    }

    private static Budget build(
            String id, Scope scope, Money cap, Period period, List<BigDecimal> alertAt) {
        try {
            return new Budget(id, scope, cap, period, alertAt);
        } catch (IllegalArgumentException refused) {
            throw Errors.invalidBody("The budget cannot be: " + refused.getMessage() + ".")
                    .asException();
        }
    }

    private static Scope scope(ObjectNode body) {
        List<String> given = SCOPES.stream().filter(body::hasNonNull).toList();
        if (given.equals(List.of("tag", "sub_account_id"))) {
            return Scope.tagOf(text(body, "sub_account_id"), text(body, "tag"));
        }
        if (given.size() != 1) {
            throw wrong(
                    "scope",
                    "must be exactly one of tag, key_id, sub_account_id, provider, account:true,"
                            + " or tag with sub_account_id");
        }
        return switch (given.get(0)) {
            case "tag" -> new Scope(Scope.Kind.TAG, text(body, "tag"));
            case "key_id" -> new Scope(Scope.Kind.KEY, text(body, "key_id"));
            case "sub_account_id" ->
                    new Scope(Scope.Kind.SUB_ACCOUNT, text(body, "sub_account_id"));
            case "provider" -> new Scope(Scope.Kind.PROVIDER, text(body, "provider"));
            default -> account(body);
        };
    }

    private static Scope account(ObjectNode body) {
        if (!body.path("account").asBoolean()) {
            throw wrong("account", "must be true, or absent");
        }
        return new Scope(Scope.Kind.ACCOUNT, BudgetGate.ACCOUNT);
    }

    private static String text(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(field, "must be a text");
        }
        return value.asText();
    }

    private static Money cap(ObjectNode body) {
        String field = body.has("cap_cents") ? "cap_cents" : "monthly_cap_cents";
        JsonNode cents = body.path(field);
        if (!cents.isNumber() || cents.decimalValue().signum() < 0) {
            throw wrong(field, "must be a number of cents, 0 or more");
        }
        try {
            return Money.ofCents(cents.decimalValue());
        } catch (ArithmeticException tooLarge) {
            throw wrong(field, "is too large");
        }
    }

    private static Period period(ObjectNode body, Period otherwise) {
        if (body.has("monthly_cap_cents") || !body.hasNonNull("period")) {
            return body.has("monthly_cap_cents") ? Period.MONTH : otherwise;
        }
        try {
            return Period.named(body.path("period").asText());
        } catch (IllegalArgumentException unknown) {
            throw wrong("period", "must be hour, day, week, month or total");
        }
    }

    private static List<BigDecimal> alerts(ObjectNode body) {
        List<BigDecimal> shares = new ArrayList<>();
        for (JsonNode share : body.path("alert_at")) {
            if (!share.isNumber()) {
                throw wrong("alert_at", "must be a list of shares such as 0.8");
            }
            shares.add(share.decimalValue());
        }
        return shares;
    }

    private static GatewayException wrong(String field, String must) {
        return Errors.invalidRequest(field, "'" + field + "' " + must + ".").asException();
    }
}
