package io.aigateway.routing;

/** Knows the circuit breakers. */
@FunctionalInterface
public interface CircuitStates {

    /**
     * The state of a provider's circuit: {@code closed}, {@code open}, {@code half-open}; closed
     * for one that has not been asked yet.
     */
    String of(String providerId);
}
