package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.anthropic.AnthropicOptions.Thinking;
import java.util.Map;

/**
 * {@code reasoning_effort} (or OpenRouter's {@code reasoning.effort}) as thinking. Budgets are
 * those of LiteLLM and agentgateway, so that callers who move keep what they pay for.
 */
final class ReasoningEffort {

    private static final String NAME = "reasoning_effort";
    private static final int SMALLEST_BUDGET = 1024;
    private static final Map<String, Integer> BUDGETS =
            Map.of(
                    "minimal", 1024,
                    "low", 1024,
                    "medium", 2048,
                    "high", 4096,
                    "xhigh", 8192,
                    "max", 16384);

    private ReasoningEffort() {}

    static void apply(Parameters parameters, Conversation conversation, ObjectNode body) {
        JsonNode thinking = parameters.take("thinking");
        String effort = effort(parameters);
        if (thinking.isObject()) {
            body.set("thinking", thinking.deepCopy());
        } else if (!effort.isEmpty()) {
            apply(effort, parameters, conversation, body);
        }
    }

    private static String effort(Parameters parameters) {
        JsonNode plain = parameters.take(NAME);
        JsonNode nested = parameters.take("reasoning").path("effort");
        String effort = (plain.isMissingNode() ? nested : plain).asText("");
        if (!effort.isEmpty() && !effort.equals("none") && !BUDGETS.containsKey(effort)) {
            throw Parameters.refusal(
                    NAME,
                    "reasoning_effort must be none, minimal, low, medium, high, xhigh or max, but"
                            + " was '"
                            + effort
                            + "'");
        }
        return effort;
    }

    private static void apply(
            String effort, Parameters parameters, Conversation conversation, ObjectNode body) {
        Thinking thinking = parameters.options().thinking();
        if (effort.equals("none")) {
            turnOff(thinking, body);
        } else if (thinking == Thinking.NONE) {
            parameters.warnDropped(NAME, parameters.options().model() + " does not think");
        } else if (thinking == Thinking.ADAPTIVE) {
            adapt(effort, parameters, body);
        } else {
            grantBudget(effort, parameters, conversation, body);
        }
    }

    /** Models with adaptive thinking do not think unless asked, and refuse the word. */
    private static void turnOff(Thinking thinking, ObjectNode body) {
        if (thinking == Thinking.BUDGET) {
            body.putObject("thinking").put("type", "disabled");
        }
    }

    private static void adapt(String effort, Parameters parameters, ObjectNode body) {
        body.withObject("/output_config").put("effort", effort.equals("minimal") ? "low" : effort);
        if (AnthropicTools.isForced(body)) {
            parameters.warn("thinking is off: it does not go together with a forced tool_choice");
        } else {
            body.putObject("thinking").put("type", "adaptive");
        }
    }

    private static void grantBudget(
            String effort, Parameters parameters, Conversation conversation, ObjectNode body) {
        int maxTokens = body.path("max_tokens").asInt();
        if (AnthropicTools.isForced(body)) {
            parameters.warnDropped(NAME, "it does not go together with a forced tool_choice");
        } else if (conversation.lacksThoughts()) {
            parameters.warnDropped(
                    NAME, "the last answer called tools and came back without its thinking_blocks");
        } else if (maxTokens <= SMALLEST_BUDGET) {
            parameters.warnDropped(
                    NAME, "thinking takes 1024 tokens at least, but max_tokens is " + maxTokens);
        } else {
            body.putObject("thinking")
                    .put("type", "enabled")
                    .put("budget_tokens", budget(effort, maxTokens));
        }
    }

    /** A quarter of the output limit is kept for the answer itself. */
    private static int budget(String effort, int maxTokens) {
        int wanted = BUDGETS.getOrDefault(effort, SMALLEST_BUDGET);
        return Math.max(SMALLEST_BUDGET, Math.min(wanted, maxTokens - maxTokens / 4));
    }
}
