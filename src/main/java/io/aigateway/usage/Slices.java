package io.aigateway.usage;

import io.aigateway.usage.Rollups.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * A time range cut into whole days, whole hours, and edges that only single records can tell.
 *
 * @param windows the whole days and hours
 * @param edges the milliseconds before the first and after the last of them
 */
record Slices(List<Windows> windows, List<Edge> edges) {

    private static final long HOUR = Period.HOUR.millis();
    private static final long HOURS_OF_A_DAY = 24;

    /** Windows of a period, the last one excluded. */
    record Windows(Period period, long first, long end) {}

    /** Epoch milliseconds, the last one excluded. */
    record Edge(long first, long end) {}

    static Slices of(TimeRange range) {
        long from = range.from().toEpochMilli();
        long to = range.to().toEpochMilli();
        long firstHour = ceiling(from, HOUR);
        long endHour = Math.floorDiv(to, HOUR);
        List<Windows> windows = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        if (firstHour >= endHour) {
            addEdge(edges, from, to);
        } else {
            addEdge(edges, from, firstHour * HOUR);
            addWindows(windows, firstHour, endHour);
            addEdge(edges, endHour * HOUR, to);
        }
        return new Slices(windows, edges);
    }

    private static void addWindows(List<Windows> windows, long firstHour, long endHour) {
        long firstDay = ceiling(firstHour, HOURS_OF_A_DAY);
        long endDay = Math.floorDiv(endHour, HOURS_OF_A_DAY);
        if (firstDay >= endDay) {
            add(windows, Period.HOUR, firstHour, endHour);
        } else {
            add(windows, Period.HOUR, firstHour, firstDay * HOURS_OF_A_DAY);
            add(windows, Period.DAY, firstDay, endDay);
            add(windows, Period.HOUR, endDay * HOURS_OF_A_DAY, endHour);
        }
    }

    private static void add(List<Windows> windows, Period period, long first, long end) {
        if (first < end) {
            windows.add(new Windows(period, first, end));
        }
    }

    private static void addEdge(List<Edge> edges, long first, long end) {
        if (first < end) {
            edges.add(new Edge(first, end));
        }
    }

    private static long ceiling(long value, long unit) {
        return Math.floorDiv(value + unit - 1, unit);
    }
}
