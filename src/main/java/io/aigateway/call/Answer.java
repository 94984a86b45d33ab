package io.aigateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.money.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param json the answer in the OpenAI shape; null when it was streamed
 * @param usage what it used
 * @param ending how it ended; only a stream can end other than whole
 * @param firstTokenNanos {@link System#nanoTime} at the first event or byte of the answer
 */
public record Answer(@Nullable ObjectNode json, Usage usage, Ending ending, long firstTokenNanos) {

    /** How an answer ended. */
    public enum Ending {
        /** The caller has all of it. */
        WHOLE,
        /** The provider broke off; the caller was told inside the stream. */
        INTERRUPTED,
        /** The caller left before the end. */
        ABANDONED
    }
}
