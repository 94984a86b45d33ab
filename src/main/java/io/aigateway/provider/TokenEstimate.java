package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.ModelLimits;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;

/** How many tokens a call may use: its prompt, and the longest answer that it may get. */
public final class TokenEstimate {

    /** OpenAI's limit of {@code n}; more keeps the product far from overflow. */
    private static final long MOST_ANSWERS = 128;

    private final CallTokens tokens;

    public TokenEstimate(CallTokens tokens) {
        this.tokens = tokens;
    }

    /** Prompt and answer together, as the candidate would count them. */
    public long of(Call call, Candidate candidate) {
        long prompt = prompt(call, candidate);
        if (call.request().api() == Api.EMBEDDINGS) {
            return prompt;
        }
        ObjectNode body = call.request().body();
        long answers = Math.max(body.path("n").asLong(1), body.path("best_of").asLong(1));
        ModelLimits limits = ModelLimitsOf.model(candidate.model());
        return prompt
                + WorstCase.outputLimit(body, limits)
                        * Math.min(Math.max(answers, 1), MOST_ANSWERS);
    }

    /** The prompt alone. */
    public long prompt(Call call, Candidate candidate) {
        long context = ModelLimitsOf.model(candidate.model()).context();
        long prompt = tokens.prompt(call, candidate).likely();
        return context > 0 ? Math.min(prompt, context) : prompt;
    }

    /** True when the request itself says how long its answer may be. */
    public static boolean isBounded(Call call) {
        return call.request().api() == Api.EMBEDDINGS || WorstCase.isBounded(call.request().body());
    }
}
