package io.aigateway.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An amount of prepaid credit.
 *
 * @param id {@code cr_…}
 * @param amountNanos nano-dollars; negative when it corrects an earlier one
 * @param note what its payer wrote, if anything
 * @param idempotencyKey what makes a repetition known, if it was given
 * @param createdAt when it was paid in
 */
public record CreditRow(
        String id,
        long amountNanos,
        @Nullable String note,
        @Nullable String idempotencyKey,
        Instant createdAt) {}
