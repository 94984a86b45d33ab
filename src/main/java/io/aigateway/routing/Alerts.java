package io.aigateway.routing;

import io.aigateway.call.Outcome;
import java.time.Instant;

/** Is told what an operator should hear of at once. */
@FunctionalInterface
public interface Alerts {

    /** A provider began to refuse the gateway's key, or said that its credit is used up. */
    void keyFailed(String providerId, Outcome reason, Instant leftAloneUntil);
}
