package io.aigateway.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant of the account, with limits of its own.
 *
 * @param id {@code sa_…}
 * @param name what the account calls it
 * @param externalRef the account's own id for it
 * @param limits how much all its keys together may use
 * @param allowedModels which models its keys may use
 * @param defaultTag a tag added to each of its calls
 * @param createdAt when it was made
 */
public record SubAccount(
        String id,
        String name,
        @Nullable String externalRef,
        Limits limits,
        AllowedModels allowedModels,
        @Nullable String defaultTag,
        Instant createdAt) {

    public SubAccount {
        if (name.isBlank()) {
            throw new IllegalArgumentException("sub-account name must not be blank");
        }
    }
}
