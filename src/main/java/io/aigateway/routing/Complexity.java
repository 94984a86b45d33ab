package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Request;
import io.aigateway.provider.LastUserMessage;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much a request seems to ask of a model, from what can be seen without reading it with one:
 * its length, its tools, its reasoning, and a few words. A guess, told to the caller.
 */
enum Complexity {
    SIMPLE,
    MODERATE,
    COMPLEX;

    private static final int LONG = 1_500;
    private static final int VERY_LONG = 8_000;
    private static final int MANY_TURNS = 8;
    private static final int LONGEST_LOOKED_AT = 20_000;

    /** Words of tasks that small models do badly. */
    private static final Pattern HARD =
            Pattern.compile(
                    "```|\\b(prove|proof|derive|refactor|debug|architect|optimi[sz]e|analy[sz]e"
                            + "|step by step|trade-?offs?|implement)\\b",
                    Pattern.CASE_INSENSITIVE);

    /** That of a request of so many tokens. */
    static Complexity of(Request request, double tokens) {
        int points = tokens > VERY_LONG ? 2 : tokens > LONG ? 1 : 0;
        points += request.body().path("tools").isEmpty() ? 0 : 1;
        points += request.body().path("messages").size() > MANY_TURNS ? 1 : 0;
        points += reasoning(request.body()) ? 2 : 0;
        String last = LastUserMessage.in(request);
        String looked = last.substring(0, Math.min(last.length(), LONGEST_LOOKED_AT));
        points += HARD.matcher(looked).find() ? 1 : 0;
        return points == 0 ? SIMPLE : points == 1 ? MODERATE : COMPLEX;
    }

    private static boolean reasoning(JsonNode body) {
        String effort = body.path("reasoning_effort").asText("");
        return effort.equals("medium") || effort.equals("high") || effort.equals("xhigh");
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
