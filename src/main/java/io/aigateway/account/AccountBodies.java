package io.aigateway.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Request bodies read over what is there already: over defaults when something is made, over the
 * current values when it is patched.
 */
final class AccountBodies {

    private AccountBodies() {}

    /**
     * @throws io.aigateway.error.GatewayException 400 naming the field
     */
    static ApiKey key(ObjectNode body, ApiKey base, Instant now) {
        Fields fields = new Fields(body);
        Instant expiresAt = fields.instant("expires_at", base.expiresAt());
        if (fields.has("expires_at") && expiresAt != null && !expiresAt.isAfter(now)) {
            throw Fields.wrong("expires_at", "must be in the future");
        }
        return new ApiKey(
                base.id(),
                fields.requiredText("name", base.name()),
                base.subAccountId(),
                base.admin(),
                limits(fields, base.limits()),
                fields.models("allowed_models", base.allowedModels()),
                fields.tag("default_tag", base.defaultTag()),
                expiresAt,
                base.last4(),
                base.createdAt());
    }

    /**
     * @throws io.aigateway.error.GatewayException 400 naming the field
     */
    static SubAccount subAccount(ObjectNode body, SubAccount base) {
        Fields fields = new Fields(body);
        return new SubAccount(
                base.id(),
                fields.requiredText("name", base.name()),
                fields.text("external_ref", base.externalRef()),
                limits(fields, base.limits()),
                fields.models("allowed_models", base.allowedModels()),
                fields.tag("default_tag", base.defaultTag()),
                base.createdAt());
    }

    /**
     * The name of something to be made.
     *
     * @throws io.aigateway.error.GatewayException 400 when it is missing
     */
    static String name(ObjectNode body) {
        return new Fields(body).requiredText("name", null);
    }

    private static Limits limits(Fields fields, Limits base) {
        return new Limits(
                fields.cents("spend_cap_cents", base.spendCap()),
                fields.period("cap_period", base.capPeriod()),
                fields.count("rate_limit_rpm", base.rpm()),
                fields.count("rate_limit_tpm", base.tpm()),
                fields.count("max_parallel", base.maxParallel()));
    }
}
