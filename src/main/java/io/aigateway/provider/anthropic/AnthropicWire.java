package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.catalog.ClaudeModels;
import io.aigateway.catalog.Model;
import io.aigateway.error.Errors;
import io.aigateway.provider.ModelLimitsOf;
import io.aigateway.provider.StreamTranslator;
import io.aigateway.provider.Translation;
import io.aigateway.provider.WireFormat;
import java.time.Clock;

/** Anthropic Messages, spoken to callers of the OpenAI chat API. */
public final class AnthropicWire implements WireFormat {

    private final Clock clock;
    private final AnthropicReplies replies;

    public AnthropicWire(Clock clock) {
        this.clock = clock;
        this.replies = new AnthropicReplies(clock);
    }

    @Override
    public String path(Call call) {
        return "/messages";
    }

    @Override
    public Translation request(Call call) {
        if (call.request().api() != Api.CHAT) {
            throw Errors.invalidRequest(
                            "model",
                            "The model '"
                                    + call.candidate().model().id()
                                    + "' serves chat completions only.")
                    .asException();
        }
        return AnthropicRequests.translate(call.request().body(), options(call));
    }

    private static AnthropicOptions options(Call call) {
        Model model = call.candidate().model();
        long limit = WorstCase.outputLimit(call.request().body(), ModelLimitsOf.model(call, model));
        AnthropicOptions.Thinking thinking =
                ClaudeModels.isBefore46(model.upstream())
                        ? AnthropicOptions.Thinking.BUDGET
                        : AnthropicOptions.Thinking.ADAPTIVE;
        return new AnthropicOptions(
                model.upstream(), Math.toIntExact(limit), model.unsupported(), thinking);
    }

    @Override
    public ObjectNode reply(Call call, ObjectNode upstream) {
        return replies.completion(upstream);
    }

    @Override
    public StreamTranslator stream(Call call) {
        return new AnthropicStream(clock, call.candidate().model().id());
    }
}
