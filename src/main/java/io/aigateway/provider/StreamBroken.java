package io.aigateway.provider;

import io.aigateway.call.Answer;
import io.aigateway.call.Outcome;

/**
 * A stream that broke off after the caller had part of it, and had been told so inside the stream.
 */
public final class StreamBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient Answer answer;

    StreamBroken(Outcome outcome, String message, Answer answer) {
        super(message, null, false, false);
        this.outcome = outcome;
        this.answer = answer;
    }

    /** Why it broke. */
    public Outcome outcome() {
        return outcome;
    }

    /** What the caller has of it. */
    public Answer answer() {
        return answer;
    }
}
