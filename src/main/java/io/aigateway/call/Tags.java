package io.aigateway.call;

import io.aigateway.error.PlainName;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The tags of one call, in the order they were given, without repeats. Counting and enforcing use
 * this one list.
 *
 * @param names at most 16 tags of at most 64 characters
 */
public record Tags(List<String> names) {

    /** How many tags a call may carry. */
    public static final int MAX_TAGS = 16;

    /** How long a tag may be, in characters. */
    public static final int MAX_LENGTH = 64;

    /** No tags. */
    public static final Tags NONE = new Tags(List.of());

    public Tags {
        names = List.copyOf(new LinkedHashSet<>(names));
        if (names.size() > MAX_TAGS) {
            throw new IllegalArgumentException(
                    "a call carries at most " + MAX_TAGS + " tags, but had " + names.size());
        }
        names.forEach(Tags::requireGood);
    }

    /** The first tag, or an empty text when there is none. */
    public String first() {
        return names.isEmpty() ? "" : names.get(0);
    }

    private static void requireGood(String tag) {
        if (tag.isBlank() || tag.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a tag has 1 to " + MAX_LENGTH + " characters, but one had " + tag.length());
        }
        if (!PlainName.holds(tag)) {
            throw new IllegalArgumentException(
                    "a tag must not contain control or invisible characters");
        }
    }
}
