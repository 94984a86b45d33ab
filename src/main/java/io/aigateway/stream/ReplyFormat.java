package io.aigateway.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.error.ErrorBody;
import io.aigateway.error.GatewayError;

/**
 * How one API tells a stream to its caller. What an API adds of its own is how an answer ends, well
 * and badly; when which is due is decided elsewhere, and is the same for all.
 */
public interface ReplyFormat {

    /** The format of an API. */
    static ReplyFormat of(Api api) {
        return switch (api) {
            case CHAT, COMPLETIONS, EMBEDDINGS -> OpenAiChunks.FORMAT;
        };
    }

    /** A piece of the answer. */
    byte[] event(ObjectNode chunk);

    /** The end of a whole answer; nothing may be sent after it. */
    byte[] end();

    /**
     * The end of an answer that failed after part of it was sent; nothing may be sent after it,
     * least of all {@link #end}.
     */
    byte[] failure(GatewayError error);

    /** Chat completions and completions. */
    enum OpenAiChunks implements ReplyFormat {
        /** Keeps no state. */
        FORMAT;

        @Override
        public byte[] event(ObjectNode chunk) {
            return SseWriter.event(chunk);
        }

        @Override
        public byte[] end() {
            return SseWriter.done();
        }

        @Override
        public byte[] failure(GatewayError error) {
            return SseWriter.error(ErrorBody.json(error));
        }
    }
}
