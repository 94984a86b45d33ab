package io.aigateway.provider;

import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outgoing;
import java.util.Map;
import java.util.TreeMap;

/** The headers that tell a caller how its call was served. */
public final class AnswerHeaders {

    private AnswerHeaders() {}

    /** The headers of an answer by this candidate, the {@code attempts}-th that was asked. */
    public static Map<String, String> of(Call call, Candidate served, int attempts) {
        Map<String, String> headers = new TreeMap<>(call.answerHeaders());
        headers.put("x-request-id", call.id());
        headers.put("x-aig-request-id", call.id());
        headers.put("x-aig-provider", served.provider().id());
        headers.put("x-aig-served-by", served.model().id());
        headers.put("x-aig-attempts", Integer.toString(attempts));
        headers.put("x-aig-route-policy", call.knownPlan().policy());
        headers.put("x-aig-cache", "off");
        if (headers.containsKey("x-litellm-call-id")) {
            headers.put("x-litellm-model-id", served.model().id());
        }
        Outgoing outgoing = call.progress().outgoing();
        if (outgoing != null && !outgoing.warnings().isEmpty()) {
            headers.merge(
                    "x-aig-warning",
                    String.join("; ", outgoing.warnings()),
                    (one, two) -> one + "; " + two);
        }
        return headers;
    }
}
