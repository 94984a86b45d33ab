package io.aigateway.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an attempt at a provider ended, as far as it decides what is done next. Whether another
 * provider is tried by default follows the public list of {@code fallback-on}.
 */
public enum Outcome {
    /** The answer came. */
    SUCCESS(false, false),
    /** Not reached: no connection, no TLS, no such host. */
    CONNECTION(true, true),
    /** Reached, but too slow. */
    TIMEOUT(true, true),
    /** Not asked at all: the provider's circuit breaker is open. */
    CIRCUIT_OPEN(true, false),
    /** Not asked at all: as many calls as its row allows are under way at the provider. */
    BUSY(true, false),
    /** Too many requests or tokens for now; heals by itself. */
    RATE_LIMIT(true, false),
    /** The account with the provider has no money or no quota left; does not heal by itself. */
    QUOTA(true, false),
    /** The provider does not accept our key; never the caller's fault. */
    PROVIDER_AUTH(true, false),
    /** The provider broke, or is overloaded. */
    SERVER_ERROR(true, true),
    /** The provider does not know the model; another target may. */
    MODEL_NOT_FOUND(false, false),
    /** The prompt does not fit; only a target with a larger window helps. */
    CONTEXT_WINDOW(false, false),
    /** The provider refused the content. */
    CONTENT_FILTER(false, false),
    /** The model does not take a parameter; the same target may answer without it. */
    UNSUPPORTED_PARAMETER(false, false),
    /** The request is wrong whoever gets it. */
    CALLER_FAULT(false, false),
    /** The caller hung up; nothing is tried, nobody is to blame. */
    CALLER_GONE(false, false),
    /** Dropped, since another candidate that was asked beside it answered first. */
    OUTRUN(true, false);

    private final boolean failsOver;
    private final boolean countsAgainstBreaker;

    Outcome(boolean failsOver, boolean countsAgainstBreaker) {
        this.failsOver = failsOver;
        this.countsAgainstBreaker = countsAgainstBreaker;
    }

    /** The outcome that a rule's {@code fallback-on} names, such as {@code rate-limit}. */
    public static Optional<Outcome> named(String key) {
        return Arrays.stream(values()).filter(outcome -> outcome.key().equals(key)).findFirst();
    }

    /** The name in a rule's {@code fallback-on}: {@code rate-limit} for {@link #RATE_LIMIT}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the next candidate is tried when the rule does not say otherwise. */
    public boolean failsOverByDefault() {
        return failsOver;
    }

    /** Whether it speaks against the provider's health. */
    public boolean countsAgainstBreaker() {
        return countsAgainstBreaker;
    }
}
