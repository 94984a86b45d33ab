package io.aigateway.money;

import java.util.Locale;
import java.util.Set;

/** How urgently a provider served a call, where that changes its price. */
public enum ServiceTier {
    /** The usual way, and every way that is not known here. */
    STANDARD,
    /** Later, at a lower price. */
    BATCH,
    /** When there is room, at a lower price. */
    FLEX,
    /** Before others, at a higher price. */
    PRIORITY;

    private static final Set<String> DEAR = Set.of("priority", "fast");

    /**
     * The tier that a provider or caller names. A name that is not known is {@link #STANDARD}: no
     * tier is taken for a cheaper one than it may be.
     */
    public static ServiceTier named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (DEAR.contains(lower)) {
            return PRIORITY;
        }
        return switch (lower) {
            case "batch" -> BATCH;
            case "flex" -> FLEX;
            default -> STANDARD;
        };
    }

    /** Its name in a price row and in a usage record. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
