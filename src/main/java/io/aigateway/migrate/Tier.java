package io.aigateway.migrate;

import java.util.Locale;

/** How sure a proposal is. */
public enum Tier {
    /** Means the same afterwards: applied. */
    REWRITTEN,
    /** Changes the shape of what stands there: applied with {@code --aggressive}. */
    SUGGESTED,
    /** A person has to decide: shown with its reason, never applied. */
    MANUAL;

    /** As it stands in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
