package io.aigateway.pipeline;

import io.aigateway.limit.Level;
import io.aigateway.limit.Unit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code x-ratelimit-…} headers: of several limits of one kind, the one with the least left.
 */
final class RateHeaders {

    private static final String PREFIX = "x-ratelimit-";

    private RateHeaders() {}

    static Map<String, String> of(List<Level> levels) {
        if (levels.isEmpty()) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>();
        add(headers, levels, Unit.REQUESTS, "-requests");
        add(headers, levels, Unit.TOKENS, "-tokens");
        return headers;
    }

    private static void add(
            Map<String, String> headers, List<Level> levels, Unit unit, String suffix) {
        levels.stream()
                .filter(level -> level.limit().unit() == unit)
                .min(Comparator.comparingLong(Level::remaining))
                .ifPresent(
                        level -> {
                            headers.put(PREFIX + "limit" + suffix, text(level.limit().most()));
                            headers.put(PREFIX + "remaining" + suffix, text(level.remaining()));
                            headers.put(PREFIX + "reset" + suffix, text(level.resetSeconds()));
                        });
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
