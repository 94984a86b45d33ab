package io.aigateway.migrate;

import java.util.Map;

/**
 * What the person chose.
 *
 * @param aggressive whether suggested edits are applied too
 * @param tagKey which of a source's properties becomes our tag; empty when none was named
 * @param map a name of the source's to a provider of ours, such as {@code openai-prod} to {@code
 *     openai}
 * @param baseUrlGiven whether the target's address was chosen, or is only the usual one
 */
public record Choices(
        boolean aggressive, String tagKey, Map<String, String> map, boolean baseUrlGiven) {

    public Choices {
        map = Map.copyOf(map);
    }

    /** Nothing was chosen. */
    public static Choices none() {
        return new Choices(false, "", Map.of(), false);
    }
}
