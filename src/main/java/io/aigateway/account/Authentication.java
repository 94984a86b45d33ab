package io.aigateway.account;

import io.aigateway.error.GatewayError;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a secret belongs to. */
public sealed interface Authentication {

    /**
     * A key that works.
     *
     * @param key the key
     * @param subAccount its sub-account, if it has one
     */
    record Known(ApiKey key, @Nullable SubAccount subAccount) implements Authentication {

        /** True when both the key and its sub-account allow a model id. */
        public boolean mayUse(String modelId) {
            return key.allowedModels().allows(modelId)
                    && (subAccount == null || subAccount.allowedModels().allows(modelId));
        }

        /** The tags added to each call: the key's, then the sub-account's. */
        public List<String> defaultTags() {
            String ofSubAccount = subAccount == null ? null : subAccount.defaultTag();
            return Stream.of(key.defaultTag(), ofSubAccount)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        /**
         * Refuses a caller that does not hold an admin key.
         *
         * @throws io.aigateway.error.GatewayException 403
         */
        public void requireAdmin() {
            if (!key.admin()) {
                throw new GatewayError(403, "scope_exceeded", "This call needs an admin key.")
                        .asException();
            }
        }

        /**
         * The sub-account whose data alone this caller may see; null for an admin key, which sees
         * all.
         *
         * @throws io.aigateway.error.GatewayException 403 for a key that is neither an admin's nor
         *     a sub-account's
         */
        public @Nullable String sees() {
            if (key.subAccountId() == null) {
                requireAdmin();
            }
            return key.subAccountId();
        }
    }

    /**
     * A secret that does not work. Whether it never existed, expired, was revoked or is malformed
     * is not told apart, here or to the caller.
     */
    record Unknown() implements Authentication {

        /** The answer to the caller: 401, the same in every case, echoing nothing. */
        public GatewayError error() {
            return new GatewayError(
                    401, "authentication_error", "The API key is missing or does not work.");
        }
    }
}
