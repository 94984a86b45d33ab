package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.money.ServiceTier;

/**
 * What a request asks for that can make it dearer than its text.
 *
 * @param spoken whether the answer may be sound
 * @param hurried whether it may be served in the priority tier
 * @param images how many pictures are wanted
 * @param searches how many searches of the web it may cause
 */
record Demand(boolean spoken, boolean hurried, long images, long searches) {

    /** An answer in text, served as usual. */
    static final Demand PLAIN = new Demand(false, false, 0, 0);

    /** A model that may search does so a few times; nobody promises how often. */
    private static final long USUAL_SEARCHES = 5;

    private static final long MOST_SEARCHES = 100;

    static Demand of(ObjectNode request, long answers) {
        boolean spoken = request.hasNonNull("audio") || asksFor(request, "audio");
        boolean pictures = asksFor(request, "image");
        return new Demand(spoken, hurried(request), pictures ? answers : 0, searches(request));
    }

    private static boolean asksFor(ObjectNode request, String modality) {
        for (JsonNode one : request.path("modalities")) {
            if (modality.equals(one.asText())) {
                return true;
            }
        }
        return false;
    }

    /** With {@code auto} the provider decides, and may decide for its faster tier. */
    private static boolean hurried(ObjectNode request) {
        String tier = request.path("service_tier").asText("");
        return tier.equals("auto")
                || ServiceTier.named(tier) == ServiceTier.PRIORITY
                || request.path("speed").asText("").equals("fast");
    }

    private static long searches(ObjectNode request) {
        long searches = request.hasNonNull("web_search_options") ? USUAL_SEARCHES : 0;
        for (JsonNode tool : request.path("tools")) {
            if (tool.path("type").asText("").startsWith("web_search")) {
                searches += tool.path("max_uses").asLong(USUAL_SEARCHES);
            }
        }
        return Math.min(Math.max(searches, 0), MOST_SEARCHES);
    }
}
