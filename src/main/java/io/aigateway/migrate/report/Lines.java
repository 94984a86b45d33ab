package io.aigateway.migrate.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the lines of a text begin, for texts about which there is much to say. */
final class Lines {

    private final int[] starts;

    Lines(String text) {
        starts =
                IntStream.concat(
                                IntStream.of(0),
                                IntStream.range(0, text.length())
                                        .filter(at -> text.charAt(at) == '\n')
                                        .map(at -> at + 1))
                        .toArray();
    }

    /** The line on which a character stands; the first is 1. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
