package io.aigateway.provider;

import io.aigateway.call.Answer;
import io.aigateway.call.Outcome;
import io.aigateway.call.Unfinished;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that broke off after the caller had part of it. The caller has been told so inside the
 * stream, unless another candidate is to go on with it.
 */
public final class StreamBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient Answer answer;

    private final transient @Nullable Unfinished unfinished;

    /** One that the caller has been told of. */
    StreamBroken(Outcome outcome, String message, Answer answer) {
        this(outcome, message, answer, null);
    }

    /** One that another candidate is to go on with, so that the caller was told nothing. */
    StreamBroken(Outcome outcome, String message, Answer answer, @Nullable Unfinished unfinished) {
        super(message, null, false, false);
        this.outcome = outcome;
        this.answer = answer;
        this.unfinished = unfinished;
    }

    /** What is to be gone on with; empty when the caller has been told. */
    public Optional<Unfinished> unfinished() {
        return Optional.ofNullable(unfinished);
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
