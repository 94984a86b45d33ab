package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.aigateway.account.ApiKey;
import io.aigateway.account.SubAccount;
import io.aigateway.call.Call;
import io.aigateway.condition.Facts;
import io.aigateway.condition.Subject;
import io.aigateway.provider.CallTokens;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the conditions of rules ask about calls. */
public final class CallFacts {

    private final CallTokens tokens;
    private final BudgetUse budgets;
    private final ZoneId zone;

    /**
     * Facts of calls.
     *
     * @param zone the time zone of {@code hour}
     */
    public CallFacts(CallTokens tokens, BudgetUse budgets, ZoneId zone) {
        this.tokens = tokens;
        this.budgets = budgets;
        this.zone = zone;
    }

    /** The facts of one call; what takes time to find out is found out once, when it is asked. */
    Facts of(Call call) {
        return new OfOne(call);
    }

    private final class OfOne implements Facts {

        private final Call call;
        private double inputTokens = Double.NaN;
        private double budgetUsed = Double.NaN;

        private OfOne(Call call) {
            this.call = call;
        }

        @Override
        public List<String> texts(Subject subject) {
            return switch (subject.name()) {
                case "tag" -> call.tags().names();
                case "key" -> ofKey(call.knownCaller().key());
                case "sub-account" -> ofSubAccount(call.knownCaller().subAccount());
                case "model" -> List.of(call.request().model());
                default -> texts(metadata(subject));
            };
        }

        private static List<String> ofKey(ApiKey key) {
            return List.of(key.id(), key.name());
        }

        private static List<String> ofSubAccount(@Nullable SubAccount one) {
            return one == null
                    ? List.of()
                    : Stream.of(one.id(), one.name(), one.externalRef())
                            .filter(Objects::nonNull)
                            .toList();
        }

        private static List<String> texts(JsonNode value) {
            List<String> texts = new ArrayList<>(1);
            if (value.isArray()) {
                value.forEach(one -> texts.add(one.asText()));
            } else if (value.isValueNode() && !value.isNull()) {
                texts.add(value.asText());
            }
            return texts;
        }

        @Override
        public double number(Subject subject) {
            return switch (subject.name()) {
                case "input-tokens" -> inputTokens();
                case "hour" -> call.receivedAt().atZone(zone).getHour();
                case "budget-used" -> budgetUsed();
                default -> number(metadata(subject));
            };
        }

        private double inputTokens() {
            if (Double.isNaN(inputTokens)) {
                inputTokens = tokens.prompt(call).likely();
            }
            return inputTokens;
        }

        private double budgetUsed() {
            if (Double.isNaN(budgetUsed)) {
                budgetUsed = budgets.of(call);
            }
            return budgetUsed;
        }

        private static double number(JsonNode value) {
            try {
                return value.isNumber() || value.isTextual()
                        ? Double.parseDouble(value.asText())
                        : Double.NaN;
            } catch (NumberFormatException notOne) {
                return Double.NaN;
            }
        }

        @Override
        public boolean flag(Subject subject) {
            JsonNode body = call.request().body();
            return switch (subject.name()) {
                case "stream" -> call.request().stream();
                case "has-tools" ->
                        !body.path("tools").isEmpty() || !body.path("functions").isEmpty();
                case "has-images" -> Pictures.in(call.request());
                default -> metadata(subject).asText("").equals("true");
            };
        }

        private JsonNode metadata(Subject subject) {
            String name = subject.metadataKey().orElseThrow();
            JsonNode value = call.request().body().path("metadata").path(name);
            String told = call.request().wishes().properties().get(name);
            return value.isMissingNode() && told != null ? TextNode.valueOf(told) : value;
        }
    }
}
