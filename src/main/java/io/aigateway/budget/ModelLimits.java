package io.aigateway.budget;

/**
 * How much a model reads and writes, in tokens; zero where nobody knows.
 *
 * @param context the most that a prompt can have
 * @param output the most that an answer can have
 * @param defaultOutput what an answer may have when the request does not say
 */
public record ModelLimits(long context, long output, long defaultOutput) {

    /** Nothing is known. */
    public static final ModelLimits UNKNOWN = new ModelLimits(0, 0, 0);

    /** The same for answers of at most so many tokens; 0 changes nothing. */
    public ModelLimits writing(long most) {
        return most == 0 || (output > 0 && output <= most)
                ? this
                : new ModelLimits(context, most, defaultOutput);
    }

    public ModelLimits {
        if (context < 0 || output < 0 || defaultOutput < 0) {
            throw new IllegalArgumentException(
                    "model limits must not be negative, but were %d, %d and %d"
                            .formatted(context, output, defaultOutput));
        }
    }
}
