package io.aigateway.migrate;

import java.util.Objects;

/**
 * What becomes of a header of the source.
 *
 * @param action what is done with it
 * @param why the reason, or for {@link Action#REPORT} what a person does instead
 */
public record HeaderFate(Action action, String why) {

    /** What can be done with a header. */
    public enum Action {
        /** The gateway understands it as it is. */
        KEEP,
        /** Taken away: nothing is lost. */
        DROP,
        /** Becomes {@code x-aig-tag}. */
        TAG,
        /** Holds the key: becomes {@code Authorization: Bearer}. */
        BEARER,
        /** Becomes {@code x-request-id}. */
        REQUEST_ID,
        /** A person decides. */
        REPORT
    }

    public HeaderFate {
        Objects.requireNonNull(action, "action");
        if (action == Action.REPORT && why.isBlank()) {
            throw new IllegalArgumentException("why must say what a person does instead");
        }
    }
}
