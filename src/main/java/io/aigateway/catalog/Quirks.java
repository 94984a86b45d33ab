package io.aigateway.catalog;

import java.util.Map;
import java.util.Set;

/**
 * Where a provider departs from its wire format, as data.
 *
 * @param rename request fields by the caller's name, with the provider's name for them
 * @param drop request fields that the provider refuses, by the caller's name
 * @param accept when not empty, the only request fields that are sent, by the provider's name
 * @param modelPrefix put before the upstream model name unless it is there; may be empty
 * @param reasoningOutsideOutput the usage counts reasoning tokens apart from output tokens, so they
 *     have to be added (xAI, Gemini); where the usage does not name them, the output is what {@code
 *     total_tokens} leaves beside {@code prompt_tokens}
 * @param streamUsage the provider understands {@code stream_options.include_usage}
 * @param prefill how it is asked to go on with an answer that has begun
 */
public record Quirks(
        Map<String, String> rename,
        Set<String> drop,
        Set<String> accept,
        String modelPrefix,
        boolean reasoningOutsideOutput,
        boolean streamUsage,
        Prefill prefill) {

    /** A provider that follows its wire format. */
    public static final Quirks NONE =
            new Quirks(Map.of(), Set.of(), Set.of(), "", false, true, Prefill.OFF);

    public Quirks {
        rename = Map.copyOf(rename);
        drop = Set.copyOf(drop);
        accept = Set.copyOf(accept);
    }

    /**
     * The model name as the provider wants it: with the prefix, unless the name is a full one
     * already, which is seen from its first segment ({@code accounts/…}).
     */
    public String upstreamName(String model) {
        String firstSegment = modelPrefix.substring(0, modelPrefix.indexOf('/') + 1);
        boolean full = !firstSegment.isEmpty() && model.startsWith(firstSegment);
        return full || model.startsWith(modelPrefix) ? model : modelPrefix + model;
    }
}
