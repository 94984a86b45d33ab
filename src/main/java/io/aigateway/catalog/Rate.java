package io.aigateway.catalog;

import java.util.OptionalInt;

/**
 * How fast a model may be asked, by all callers of the gateway together.
 *
 * @param rpm requests per minute
 * @param tpm tokens per minute
 * @param parallel calls at one time
 */
public record Rate(OptionalInt rpm, OptionalInt tpm, OptionalInt parallel) {

    /** As fast as anybody likes. */
    public static final Rate UNLIMITED =
            new Rate(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
