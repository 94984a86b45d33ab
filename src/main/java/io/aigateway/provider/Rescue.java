package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.call.Unfinished;
import io.aigateway.catalog.Prefill;
import java.util.List;

/**
 * Which streams that broke off can be continued by another candidate: plain text alone, and only
 * where the wire of the other one has a way to ask for that. Anything else would be joined from two
 * halves that do not fit.
 */
public final class Rescue {

    /** What makes an answer more than one plain text, by the field of the request. */
    private static final List<String> MORE_THAN_TEXT =
            List.of("reasoning", "thinking", "audio", "modalities", "prediction", "logprobs");

    /** So much text is not repeated by chance: what begins with it again is an echo. */
    private static final int SHORTEST_ECHO = 16;

    private Rescue() {}

    /** Whether the call's plan may go on with its stream after such a failure. */
    static boolean isPossible(Call call, Outcome outcome, Spoken spoken) {
        Plan plan = call.knownPlan();
        return isWanted(call)
                && plan.fallbackOn().contains(outcome)
                && spoken.isPlainText()
                && plan.asked().stream()
                        .skip(call.progress().attempts().size() + 1L)
                        .anyMatch(next -> canGoOn(next, spoken.text().stripTrailing()));
    }

    /** Whether the call's rule wants that, and its request is one that allows it. */
    public static boolean isWanted(Call call) {
        return call.knownPlan().extras().rescue()
                && call.request().stream()
                && call.request().api() == Api.CHAT
                && isPlain(asked(call));
    }

    /** What the caller asked for; an answer that is being continued is no part of that. */
    private static ObjectNode asked(Call call) {
        Unfinished before = call.progress().unfinished();
        return before == null ? call.request().body() : before.request().body();
    }

    private static boolean isPlain(ObjectNode request) {
        String format = request.at("/response_format/type").asText("text");
        String effort = request.path("reasoning_effort").asText("none");
        JsonNode messages = request.path("messages");
        String last = messages.path(messages.size() - 1).path("role").asText();
        return request.path("n").asLong(1) == 1
                && format.equals("text")
                && effort.equals("none")
                && !last.equals("assistant")
                && MORE_THAN_TEXT.stream().map(request::path).noneMatch(Rescue::isSet);
    }

    private static boolean isSet(JsonNode field) {
        boolean none = field.isMissingNode() || field.isNull();
        return !none && (!field.isBoolean() || field.booleanValue());
    }

    /** Whether a candidate can be asked to go on with a text. */
    public static boolean canGoOn(Candidate candidate, String text) {
        return canGoOn(candidate) && (text.length() >= SHORTEST_ECHO || !mayEcho(candidate));
    }

    /** Whether a candidate can be asked to go on with a text that is long enough. */
    public static boolean canGoOn(Candidate candidate) {
        return Prefill.isTaken(candidate.model(), candidate.provider());
    }

    /** Whether a candidate may repeat the text before it goes on with it, as Mistral does. */
    static boolean mayEcho(Candidate candidate) {
        return candidate.provider().quirks().prefill() == Prefill.PREFIX;
    }
}
