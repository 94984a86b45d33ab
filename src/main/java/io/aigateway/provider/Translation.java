package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A request in the words of a provider.
 *
 * @param body what to send
 * @param warnings what the provider cannot be told, one sentence each, for {@code x-aig-warning}
 */
public record Translation(ObjectNode body, List<String> warnings) {

    public Translation {
        warnings = List.copyOf(warnings);
    }
}
