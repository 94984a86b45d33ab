package io.aigateway.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a caller wants its candidates ordered. */
enum Policy {
    /** As they are listed. */
    LISTED,
    /** The quickest to its first token first. */
    LOWEST_LATENCY,
    /** The cheapest first, among those within the health budget. */
    LOWEST_COST,
    /** The fastest in tokens a second first. */
    HIGHEST_THROUGHPUT,
    /** The first provider named, and nobody else. */
    PINNED;

    /** As callers write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Policy> named(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy != LISTED && policy.text().equals(text))
                .findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).filter(one -> one != LISTED).map(Policy::text).toList();
    }
}
