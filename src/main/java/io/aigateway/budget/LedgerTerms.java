package io.aigateway.budget;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What a ledger is told at its start.
 *
 * @param node the name of this run of this gateway, such as the host and the time of its start; no
 *     other run may ever have the same
 * @param zone where days, weeks and months begin
 * @param holdFor how long a reservation may stay open before it counts as lost; longer than the
 *     longest call
 * @param mostScopes how many scopes may be counted in memory at a time; a call on one more is
 *     refused as if the ledger could not be reached
 * @param mostMissed how many times a call that is made though a scope cannot be reached may wait to
 *     be counted there; one more is refused
 */
public record LedgerTerms(
        String node, ZoneId zone, Duration holdFor, int mostScopes, int mostMissed) {

    public LedgerTerms {
        if (node.isBlank()) {
            throw new IllegalArgumentException("node name must not be blank");
        }
        if (holdFor.isNegative() || holdFor.isZero()) {
            throw new IllegalArgumentException(
                    "time to hold a reservation must be positive, but was " + holdFor);
        }
        if (mostScopes < 1) {
            throw new IllegalArgumentException(
                    "scopes counted in memory must be at least 1, but were " + mostScopes);
        }
        if (mostMissed < 0) {
            throw new IllegalArgumentException(
                    "calls that wait must not be negative, but were " + mostMissed);
        }
    }
}
