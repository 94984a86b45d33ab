package io.aigateway.migrate;

import java.util.Objects;

/**
 * What became of one setting.
 *
 * @param path where it stands, such as {@code model_list[0].litellm_params.rpm}
 * @param line its line in the original; the first is 1
 * @param fate what became of it
 * @param why what it is now, what changed, or what a person does about it
 */
public record KeyFate(String path, int line, Fate fate, String why) {

    /** What can become of a setting. */
    public enum Fate {
        /** Means the same with us. */
        CARRIED,
        /** Has an equal that differs; the reason says how. */
        CHANGED,
        /** Has no equal; the reason says what to do. */
        NOT_CARRIED
    }

    public KeyFate {
        Objects.requireNonNull(fate, "fate");
        if (path.isBlank()) {
            throw new IllegalArgumentException("path must name a setting");
        }
        if (line < 1) {
            throw new IllegalArgumentException("line must be at least 1, but was " + line);
        }
        if (fate != Fate.CARRIED && why.isBlank()) {
            throw new IllegalArgumentException("why must say what happens to " + path);
        }
    }
}
