package io.aigateway.provider;

import java.util.Set;

/** Request fields that are said to the gateway, and never sent on to a provider. */
public final class GatewayFields {

    /** Their names. */
    public static final Set<String> NAMES =
            Set.of(
                    "models",
                    "fallbacks",
                    "routing",
                    "provider",
                    "provider_key_id",
                    "tags",
                    "baseline_model",
                    "x-routing",
                    "num_retries",
                    "timeout",
                    "requesty",
                    "usage");

    private GatewayFields() {}
}
