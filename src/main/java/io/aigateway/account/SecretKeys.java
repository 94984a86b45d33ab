package io.aigateway.account;

import org.jspecify.annotations.Nullable;

/**
 * The secrets that provider keys are sealed with. Its text form shows neither.
 *
 * @param current what is sealed and opened with; null when there is none
 * @param previous what was used before, during a change of the secret; null when there is none
 */
public record SecretKeys(@Nullable String current, @Nullable String previous) {

    /** The environment variable of the current one. */
    public static final String VARIABLE = "AIGATEWAY_SECRET_KEY";

    /** The environment variable of the one before. */
    public static final String PREVIOUS_VARIABLE = "AIGATEWAY_SECRET_KEY_PREVIOUS";

    /** None: nothing can be sealed. */
    public static final SecretKeys NONE = new SecretKeys(null, null);

    @Override
    public String toString() {
        return "SecretKeys[…]";
    }
}
