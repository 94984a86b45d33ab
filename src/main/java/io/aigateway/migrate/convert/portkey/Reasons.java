package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.convert.Setting;
import java.util.Map;
import java.util.Optional;

/** Why a key of Portkey's has no equal here. */
final class Reasons {

    private static final String GUARDRAIL = "the gateway has no guardrails";
    private static final String PARAMETERS = "a model has no parameters here; clients send them";
    private static final String ELSEWHERE = "it has no effect in this mode";

    private static final String AZURE =
            "put the resource's address into the environment as AZURE_OPENAI_ENDPOINT";
    private static final String DEPLOYMENT = "the model's name is the deployment's name";

    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("cache", "answers are not cached"),
                    Map.entry(
                            "cb_config",
                            "each provider has a circuit breaker, which opens by its share of failures"),
                    Map.entry("override_params", PARAMETERS),
                    Map.entry("default_params", PARAMETERS),
                    Map.entry("drop_params", "name them in 'unsupported' of models.yaml"),
                    Map.entry("input_guardrails", GUARDRAIL),
                    Map.entry("output_guardrails", GUARDRAIL),
                    Map.entry("before_request_hooks", GUARDRAIL),
                    Map.entry("after_request_hooks", GUARDRAIL),
                    Map.entry("input_mutators", GUARDRAIL),
                    Map.entry("output_mutators", GUARDRAIL),
                    Map.entry("forward_headers", "callers' headers are not passed on"),
                    Map.entry("passthrough", "the gateway serves its own endpoints only"),
                    Map.entry("model", "no target that can be asked uses it"),
                    Map.entry("request_timeout", "no target that can be asked uses it"),
                    Map.entry("resource_name", AZURE),
                    Map.entry("azure_resource_name", AZURE),
                    Map.entry("deployment_id", DEPLOYMENT),
                    Map.entry("azure_deployment_id", DEPLOYMENT),
                    Map.entry(
                            "api_version", "Azure's v1 endpoint is asked, which takes no version"),
                    Map.entry("on_status_codes", ELSEWHERE),
                    Map.entry("weight", ELSEWHERE),
                    Map.entry("conditions", ELSEWHERE),
                    Map.entry("default", ELSEWHERE),
                    Map.entry("name", "a name that no condition leads to"));

    private Reasons() {}

    /** Why it is not carried over, where more is known than that we have no such setting. */
    static Optional<String> of(Setting setting) {
        return Optional.ofNullable(KNOWN.get(setting.path().replaceFirst("^.*\\.", "")));
    }
}
