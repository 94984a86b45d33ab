package io.aigateway.migrate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which headers are the source's, and what becomes of them. */
public final class HeaderFates {

    /** The beginnings of headers each of which is one property of a call. */
    private static final List<String> PROPERTIES = List.of("helicone-property-", "x-requesty-");

    private HeaderFates() {}

    /**
     * The fate of a header, given what was chosen: the property that {@code --tag-key} names
     * becomes the tag.
     */
    public static Optional<HeaderFate> of(String header, SourceFacts facts, Choices choices) {
        Optional<HeaderFate> fate = of(header, facts);
        String name = header.toLowerCase(Locale.ROOT);
        String property = choices.tagKey().toLowerCase(Locale.ROOT);
        boolean tag =
                !property.isEmpty()
                        && PROPERTIES.stream().anyMatch(one -> name.equals(one + property));
        return tag && fate.isPresent()
                ? Optional.of(new HeaderFate(HeaderFate.Action.TAG, "the tag that --tag-key names"))
                : fate;
    }

    /** The fate of a header, whatever its case; empty when it is none of the source's. */
    public static Optional<HeaderFate> of(String header, SourceFacts facts) {
        String name = header.toLowerCase(Locale.ROOT);
        String exact = facts.headers().get(name);
        if (exact != null) {
            return Optional.of(fate(exact));
        }
        return facts.headers().entrySet().stream()
                .filter(entry -> covers(entry.getKey(), name))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .map(HeaderFates::fate);
    }

    /** Reads a fate as the facts write it: a word, or a word, a colon and the reason. */
    static HeaderFate fate(String written) {
        String[] parts = written.split(":", 2);
        String word = parts[0].strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return new HeaderFate(
                HeaderFate.Action.valueOf(word), parts.length == 1 ? "" : parts[1].strip());
    }

    private static boolean covers(String known, String name) {
        return known.endsWith("*") && name.startsWith(known.substring(0, known.length() - 1));
    }
}
