package io.aigateway.compat;

import io.aigateway.fixture.GatewayUnderTest;

/** Keys of callers. */
final class CompatKeys {

    private CompatKeys() {}

    /** The secret of a new key. */
    static String ofCaller(GatewayUnderTest gateway, String fields) {
        return GatewayUnderTest.json(gateway.post("/v1/keys", fields)).path("key").asText();
    }
}
