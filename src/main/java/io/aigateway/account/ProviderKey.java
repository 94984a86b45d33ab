package io.aigateway.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A caller's own key at a provider, without its secret.
 *
 * @param id {@code pk_…}
 * @param provider the provider's id
 * @param name what its owner calls it
 * @param subAccountId the sub-account it belongs to; null when it is the account's own
 * @param last4 the last four characters of its secret
 * @param createdAt when it was stored
 */
public record ProviderKey(
        String id,
        String provider,
        @Nullable String name,
        @Nullable String subAccountId,
        String last4,
        Instant createdAt) {

    private static final int LAST = 4;
    private static final int LONG_ENOUGH_TO_SHOW_SOME = 12;

    /** What may be shown of a secret: nothing of a short one. */
    static String last4(String secret) {
        return secret.length() < LONG_ENOUGH_TO_SHOW_SOME
                ? ""
                : secret.substring(secret.length() - LAST);
    }

    /** What its sealed secret is bound to. */
    String place() {
        return "provider-key "
                + id
                + " "
                + provider
                + " "
                + (subAccountId == null ? "-" : subAccountId);
    }
}
