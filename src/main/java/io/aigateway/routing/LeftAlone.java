package io.aigateway.routing;

import io.aigateway.call.Outcome;
import java.time.Instant;

/**
 * Somebody is not asked while another can be.
 *
 * @param reason what it failed with
 * @param until when it is asked again
 */
public record LeftAlone(Outcome reason, Instant until) {}
