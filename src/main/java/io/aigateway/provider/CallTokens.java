package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.PromptSize;
import io.aigateway.budget.TokenCounter;
import io.aigateway.budget.Tokenizer;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;

/** Counts the tokens of a call as one of its candidates would. */
public final class CallTokens {

    private final TokenCounter counter;

    public CallTokens(TokenCounter counter) {
        this.counter = counter;
    }

    /** The size of the call's prompt for a candidate. */
    public PromptSize prompt(Call call, Candidate candidate) {
        return prompt(call, tokenizer(candidate));
    }

    /** The size of the call's prompt before it is known who will be asked. */
    public PromptSize prompt(Call call) {
        return prompt(call, Tokenizer.of("", ""));
    }

    private PromptSize prompt(Call call, Tokenizer tokenizer) {
        ObjectNode body = call.request().body();
        return switch (call.request().api()) {
            case CHAT -> counter.ofChat(body, tokenizer);
            case COMPLETIONS -> counter.ofCompletion(body, tokenizer);
            case EMBEDDINGS -> counter.ofEmbeddings(body, tokenizer);
        };
    }

    /** The tokens of a text that a candidate generated. */
    public long text(Candidate candidate, String text) {
        return text.isEmpty() ? 0 : counter.ofText(text, tokenizer(candidate));
    }

    private static Tokenizer tokenizer(Candidate candidate) {
        return Tokenizer.of(candidate.provider().wire().text(), candidate.model().upstream());
    }
}
