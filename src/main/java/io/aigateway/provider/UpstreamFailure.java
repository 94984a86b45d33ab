package io.aigateway.provider;

import io.aigateway.call.InFlight.Cut;
import io.aigateway.call.Outcome;
import io.aigateway.money.Usage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends an attempt at a provider; carries no stack trace, since failing over is everyday work. */
public final class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient UpstreamError error;
    private final transient @Nullable Duration retryAfter;
    private final transient Usage billed;

    /** A failure whose provider did not say when to come back. */
    public UpstreamFailure(UpstreamError error) {
        this(error, null);
    }

    /**
     * A failure.
     *
     * @param retryAfter how long the provider asked to be left alone, if it did
     */
    public UpstreamFailure(UpstreamError error, @Nullable Duration retryAfter) {
        this(error, retryAfter, Usage.NONE);
    }

    private UpstreamFailure(UpstreamError error, @Nullable Duration retryAfter, Usage billed) {
        super(error.status() + " " + error.type() + ": " + error.message(), null, false, false);
        this.error = error;
        this.retryAfter = retryAfter;
        this.billed = billed;
    }

    /** The same failure of a provider that bills for what it did before. */
    public UpstreamFailure billing(Usage used) {
        return new UpstreamFailure(error, retryAfter, used);
    }

    /** What the provider bills for although it failed; mostly nothing. */
    public Usage billed() {
        return billed;
    }

    /** The provider was too slow. */
    public static UpstreamFailure late(Cut cut) {
        return new UpstreamFailure(
                UpstreamError.timeout(
                        switch (cut) {
                            case STALLED -> "the provider's answer stalled";
                            case TOO_LONG -> "the provider's answer took too long";
                            default -> "the provider did not begin its answer in time";
                        }));
    }

    /** What the provider said. */
    public UpstreamError error() {
        return error;
    }

    /** How long the provider asked to be left alone, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The class of the failure, which decides what is done next. */
    public Outcome outcome() {
        return Outcomes.classify(error);
    }
}
