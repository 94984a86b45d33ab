package io.aigateway.call;

import java.util.List;
import java.util.Map;

/**
 * A request as it goes to a provider. Its text form shows neither headers (they hold the provider's
 * key) nor body.
 *
 * @param path the path below the provider's base URL
 * @param headers every header that is sent
 * @param body the bytes that are sent
 * @param warnings what had to be left out of the caller's request, told in {@code x-aig-warning}
 * @param inFlight the time it has, and the connection that it is sent over
 */
public record Outgoing(
        String path,
        Map<String, String> headers,
        byte[] body,
        List<String> warnings,
        InFlight inFlight) {

    @Override
    public String toString() {
        return "Outgoing[path=" + path + ", " + body.length + " bytes]";
    }
}
