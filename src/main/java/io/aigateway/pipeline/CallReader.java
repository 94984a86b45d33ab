package io.aigateway.pipeline;

import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.CollectedReply;
import io.aigateway.call.ReplyStream;
import io.aigateway.call.Request;
import io.aigateway.call.RequestReader;
import io.aigateway.call.WireHeaders;
import io.aigateway.compat.Dialects;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Reads what came in into a {@link Call}; after this nobody parses it again. */
public final class CallReader {

    private static final String LITELLM_CALL_ID = "x-litellm-call-id";

    private final Clock clock;
    private final Supplier<String> ids;
    private final Dialects dialects;
    private final boolean asLiteLlm;

    /**
     * Reads calls.
     *
     * @param asLiteLlm whether answers also carry the headers by which LiteLLM's clients know them
     */
    public CallReader(Clock clock, Supplier<String> ids, Dialects dialects, boolean asLiteLlm) {
        this.clock = clock;
        this.ids = ids;
        this.dialects = dialects;
        this.asLiteLlm = asLiteLlm;
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
        WireHeaders wire = new WireHeaders(headers);
        Request read =
                RequestReader.read(
                        Api.valueOf(api.toUpperCase(Locale.ROOT)),
                        body == null ? new byte[0] : body);
        Call call =
                Call.received(
                        ids.get(),
                        clock.instant(),
                        dialects.understood(read, wire),
                        wire,
                        replyStream == null ? new CollectedReply() : replyStream);
        return told(asLiteLlm ? call.answering(Map.of(LITELLM_CALL_ID, call.id())) : call);
    }

    private static Call told(Call call) {
        List<String> ignored = call.request().wishes().ignored();
        return ignored.isEmpty()
                ? call
                : call.warning("without effect here: " + String.join(", ", ignored));
    }
}
