package io.aigateway.catalog;

import java.util.OptionalInt;

/**
 * How much a model takes and gives, in tokens.
 *
 * @param context prompt and answer together
 * @param output the longest answer
 * @param defaultOutput the answer that is reckoned with when a caller names no limit
 */
public record Limits(OptionalInt context, OptionalInt output, OptionalInt defaultOutput) {

    /** Nothing known. */
    public static final Limits UNKNOWN =
            new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    public Limits {
        requirePositive("context", context);
        requirePositive("output", output);
        requirePositive("default-output", defaultOutput);
        if (output.isPresent() && defaultOutput.orElse(0) > output.getAsInt()) {
            throw new IllegalArgumentException(
                    "default-output must not exceed the output of %d, but was %d"
                            .formatted(output.getAsInt(), defaultOutput.getAsInt()));
        }
    }

    private static void requirePositive(String field, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    field + " must be 1 or more, but was " + value.getAsInt());
        }
    }
}
