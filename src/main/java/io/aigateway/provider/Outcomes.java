package io.aigateway.provider;

import io.aigateway.call.Outcome;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells the classes of upstream errors apart. A status alone does not: an exhausted account is a
 * 429 at OpenAI and a 400 at Anthropic, a wrong key is a 400 at Google and xAI, a prompt that is
 * too long a 400 or a 413. Codes come first, then the status, and words only within a 4xx.
 */
final class Outcomes {

    private static final Set<String> QUOTA_CODES =
            Set.of(
                    "insufficient_quota",
                    "credit_balance_exhausted",
                    "organization_spend_limit_exceeded",
                    "project_spend_limit_exceeded",
                    "organization_usage_limit_exceeded",
                    "enforced_spend_limit_reached",
                    "billing_hard_limit_reached",
                    "billing_not_active",
                    "billing_error",
                    "insufficient_balance",
                    "insufficient_credits");
    private static final Set<String> RATE_CODES =
            Set.of("rate_limit_error", "rate_limit_exceeded", "resource_exhausted");
    private static final Set<String> AUTH_CODES =
            Set.of("invalid_api_key", "api_key_invalid", "authentication_error", "unauthenticated");
    private static final Set<String> MODEL_CODES =
            Set.of(
                    "model_not_found",
                    "invalid_model",
                    "model_decommissioned",
                    "model_not_available",
                    "deploymentnotfound");
    private static final Set<String> CONTEXT_CODES =
            Set.of("context_length_exceeded", "context_window_exceeded", "string_above_max_length");
    private static final Set<String> FILTER_CODES =
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "responsibleaipolicyviolation",
                    "moderation_blocked",
                    "moderation",
                    "prohibited_content");
    private static final Set<String> PARAMETER_CODES =
            Set.of("unsupported_parameter", "unsupported_value", "unknown_parameter");

    private static final Pattern QUOTA_WORDS =
            Pattern.compile("credit balance is too low|insufficient (balance|credit|funds)");
    private static final Pattern AUTH_WORDS =
            Pattern.compile("(incorrect|invalid|expired|missing) api[ _-]?key|api key not valid");
    private static final Pattern CONTEXT_WORDS =
            Pattern.compile(
                    "(maximum|max) context|context (length|window|limit|size)|prompt is too long"
                            + "|input is too long|token count .*exceeds|too many input tokens"
                            + "|reduce the length of");
    private static final Pattern FILTER_WORDS =
            Pattern.compile(
                    "content (management|usage)? ?policy|content filter|safety system"
                            + "|flagged (as|by|for)|moderation");
    private static final Pattern MODEL_WORDS =
            Pattern.compile(
                    "model .{0,120}(does not exist|not found|not a valid|decommissioned)"
                            + "|not a valid model|(invalid|unknown|no such) model");
    private static final Pattern PARAMETER_WORDS =
            Pattern.compile(
                    "unsupported parameter|(is|are) not supported (with|by|for) this model");

    private Outcomes() {}

    static Outcome classify(UpstreamError error) {
        if (named(error, Set.of(UpstreamError.CONNECTION_TYPE))) {
            return Outcome.CONNECTION;
        }
        if (named(error, QUOTA_CODES) || error.status() == 402) {
            return Outcome.QUOTA;
        }
        if (error.status() == 429 || named(error, RATE_CODES)) {
            return Outcome.RATE_LIMIT;
        }
        return isProvidersFault(error.status()) ? providersFault(error) : refusal(error);
    }

    /** 424 is how Bedrock tells that the model broke; 499 that the provider itself hung up. */
    private static boolean isProvidersFault(int status) {
        return status >= 500 || status == 408 || status == 424 || status == 499;
    }

    private static Outcome providersFault(UpstreamError error) {
        boolean slow = Set.of(408, 504, 524).contains(error.status());
        return slow || named(error, Set.of(UpstreamError.TIMEOUT_TYPE))
                ? Outcome.TIMEOUT
                : Outcome.SERVER_ERROR;
    }

    private static Outcome refusal(UpstreamError error) {
        if (matches(error, FILTER_CODES, FILTER_WORDS)) {
            return Outcome.CONTENT_FILTER;
        }
        if (matches(error, Set.of(), QUOTA_WORDS)) {
            return Outcome.QUOTA;
        }
        if (error.status() == 401
                || error.status() == 403
                || matches(error, AUTH_CODES, AUTH_WORDS)) {
            return Outcome.PROVIDER_AUTH;
        }
        return faultOfTheRequest(error);
    }

    private static Outcome faultOfTheRequest(UpstreamError error) {
        if (matches(error, CONTEXT_CODES, CONTEXT_WORDS)) {
            return Outcome.CONTEXT_WINDOW;
        }
        if (error.status() == 404 || matches(error, MODEL_CODES, MODEL_WORDS)) {
            return Outcome.MODEL_NOT_FOUND;
        }
        return matches(error, PARAMETER_CODES, PARAMETER_WORDS)
                ? Outcome.UNSUPPORTED_PARAMETER
                : Outcome.CALLER_FAULT;
    }

    private static boolean matches(UpstreamError error, Set<String> codes, Pattern words) {
        return named(error, codes) || words.matcher(lower(error.message())).find();
    }

    private static boolean named(UpstreamError error, Set<String> names) {
        String code = error.code();
        return names.contains(lower(error.type())) || (code != null && names.contains(lower(code)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
