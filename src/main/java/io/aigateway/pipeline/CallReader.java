package io.aigateway.pipeline;

import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.CollectedReply;
import io.aigateway.call.ReplyStream;
import io.aigateway.call.RequestReader;
import io.aigateway.call.WireHeaders;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Reads what came in into a {@link Call}; after this nobody parses it again. */
public final class CallReader {

    private final Clock clock;
    private final Supplier<String> ids;

    public CallReader(Clock clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * The call as it came in.
     *
     * @param api the operation, by its name in lower case
     * @param body the request's bytes
     * @param replyStream where a streamed answer goes; without one it is collected in memory
     */
    public Call read(
            @Variable("api") String api,
            @Body byte @Nullable [] body,
            @Headers Map<String, Object> headers,
            @Variable("replyStream") @Nullable ReplyStream replyStream) {
        return Call.received(
                ids.get(),
                clock.instant(),
                RequestReader.read(
                        Api.valueOf(api.toUpperCase(Locale.ROOT)),
                        body == null ? new byte[0] : body),
                new WireHeaders(headers),
                replyStream == null ? new CollectedReply() : replyStream);
    }
}
