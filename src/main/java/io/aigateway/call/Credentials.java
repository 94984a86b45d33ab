package io.aigateway.call;

import java.util.Map;
import java.util.Optional;

/**
 * The caller's own keys at providers ("bring your own key"), for this call alone.
 *
 * @param byProvider the secret, by the provider's id
 */
public record Credentials(Map<String, String> byProvider) {

    /** None: the operator's keys are used. */
    public static final Credentials NONE = new Credentials(Map.of());

    public Credentials {
        byProvider = Map.copyOf(byProvider);
    }

    /** The caller's key at a provider, if there is one. */
    public Optional<String> at(String providerId) {
        return Optional.ofNullable(byProvider.get(providerId));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Credentials" + byProvider.keySet();
    }
}
