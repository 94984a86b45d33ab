package io.aigateway.compat;

import io.aigateway.call.Tags;
import io.aigateway.error.PlainName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which properties of a call become tags {@code NAME:VALUE}.
 *
 * @param names their names in lower case; {@code *} for all but {@code user}, which has as many
 *     values as there are users
 */
record TagKeys(Set<String> names) {

    /** The property that names the user of the caller's own application. */
    static final String USER = "user";

    private static final String ALL = "*";

    /** From a comma list; an empty one is none. */
    static TagKeys of(String commaList) {
        return new TagKeys(
                Arrays.stream(commaList.split(","))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** True when a property becomes a tag. */
    boolean take(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        return names.contains(name) || (names.contains(ALL) && !name.equals(USER));
    }

    /** True when the user of a call becomes a tag. */
    boolean takeUser() {
        return names.contains(USER);
    }

    /** True for a text that may be a tag. */
    static boolean couldBeTag(String text) {
        return !text.isBlank() && text.length() <= Tags.MAX_LENGTH && PlainName.holds(text);
    }
}
