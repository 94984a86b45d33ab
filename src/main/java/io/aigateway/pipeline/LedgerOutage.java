package io.aigateway.pipeline;

import io.aigateway.error.ConfigException;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;

/**
 * What happens to calls while nobody can say, or write down, what they may cost: they are refused
 * with 503 before a provider is asked, or they go on and are counted.
 */
public final class LedgerOutage {

    private static final String REFUSE = "refuse";
    private static final String ALLOW = "allow";

    private final boolean allow;
    private final CallMetrics metrics;

    /**
     * What the setting {@code gateway.budget.when-ledger-is-down} says.
     *
     * @param policy {@code refuse} or {@code allow}
     */
    public LedgerOutage(String policy, CallMetrics metrics) {
        this.allow = policy.trim().equalsIgnoreCase(ALLOW);
        this.metrics = metrics;
        if (!allow && !policy.trim().equalsIgnoreCase(REFUSE)) {
            throw new ConfigException(
                    "gateway.budget.when-ledger-is-down must be refuse or allow, but was '"
                            + policy
                            + "'");
        }
    }

    /** True when calls are refused. */
    boolean refuses() {
        return !allow;
    }

    /** Counts a call as let through; 503 with the reason when calls are refused. */
    void meets(String reason) {
        if (!allow) {
            throw error(reason);
        }
        metrics.countLetThrough();
    }

    /** What a call that is refused is told. */
    GatewayException error(String reason) {
        return Errors.overloaded(reason).asException();
    }
}
