package io.aigateway.catalog;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A kind of failure after which the next candidate may be asked. */
public enum RuleTrigger {
    /** The provider is asked too often. */
    RATE_LIMIT,
    /** Our credit or quota with the provider is used up. */
    QUOTA,
    /** The provider failed (5xx). */
    SERVER_ERROR,
    /** The provider took too long. */
    TIMEOUT,
    /** The provider could not be reached. */
    CONNECTION,
    /** The provider refused our key. */
    PROVIDER_AUTH,
    /** The prompt is too long for the model. */
    CONTEXT_WINDOW,
    /** The provider's filter refused the prompt or the answer. */
    CONTENT_FILTER;

    /** What holds when a rule names none: all but the context window and the content filter. */
    public static final Set<RuleTrigger> DEFAULT =
            Set.copyOf(EnumSet.range(RATE_LIMIT, PROVIDER_AUTH));

    /** As configuration writes it: {@code rate-limit}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The texts of all. */
    static List<String> texts() {
        return Arrays.stream(values()).map(RuleTrigger::text).toList();
    }
}
