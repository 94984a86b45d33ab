package io.aigateway.provider;

import java.util.Set;

/** Request fields that are said to the gateway, and never sent on to a provider. */
public final class GatewayFields {

    /** Their names. */
    public static final Set<String> NAMES =
            Set.of(
                    "preset",
                    "transforms",
                    "plugins",
                    "route",
                    "session_id",
                    "trace",
                    "disable_fallbacks",
                    "context_window_fallback_dict",
                    "caching",
                    "cache",
                    "mock_response",
                    "mock_testing_fallbacks",
                    "mock_testing_context_window_fallbacks",
                    "mock_testing_content_policy_fallbacks",
                    "mock_testing_rate_limit_error",
                    "drop_params",
                    "additional_drop_params",
                    "allowed_openai_params",
                    "litellm_metadata",
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
