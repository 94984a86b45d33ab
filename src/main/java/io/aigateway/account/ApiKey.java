package io.aigateway.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A caller's key, without its secret.
 *
 * @param id {@code key_…}
 * @param name what its owner calls it
 * @param subAccountId the sub-account it belongs to, if any
 * @param admin true when it may manage the gateway
 * @param limits how much it may use
 * @param allowedModels which models it may use
 * @param defaultTag a tag added to each of its calls
 * @param expiresAt the first instant at which it no longer works
 * @param last4 the last four characters of its secret
 * @param createdAt when it was made
 */
public record ApiKey(
        String id,
        String name,
        @Nullable String subAccountId,
        boolean admin,
        Limits limits,
        AllowedModels allowedModels,
        @Nullable String defaultTag,
        @Nullable Instant expiresAt,
        String last4,
        Instant createdAt) {

    public ApiKey {
        if (name.isBlank()) {
            throw new IllegalArgumentException("key name must not be blank");
        }
        if (last4.length() > 4) {
            throw new IllegalArgumentException(
                    "last4 must have at most 4 characters, but had " + last4.length());
        }
        if (admin && subAccountId != null) {
            throw new IllegalArgumentException(
                    "an admin key must not belong to a sub-account, but belongs to "
                            + subAccountId);
        }
    }

    /** True from the expiry on. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
