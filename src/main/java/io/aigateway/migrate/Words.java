package io.aigateway.migrate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Looks for words in a text, whatever their case, all in one pass: the cheap question before a dear
 * one.
 */
public final class Words {

    /** The words that begin with a character, by that character; none for most. */
    private final List<List<String>> byFirst = new ArrayList<>();

    private Words(Collection<String> words) {
        for (int c = 0; c < 128; c++) {
            String first = String.valueOf((char) c).toLowerCase(Locale.ROOT);
            byFirst.add(words.stream().filter(word -> word.startsWith(first)).toList());
        }
    }

    /**
     * Looks for these.
     *
     * @param words each begins with a character of ASCII
     */
    public static Words of(Collection<String> words) {
        return new Words(words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList());
    }

    /** Whether any of them stands in a text, also as a part of a longer word. */
    public boolean areIn(String text) {
        return next(text, 0) < text.length();
    }

    /** Where they begin in a text. */
    public IntStream placesIn(String text) {
        return IntStream.iterate(
                next(text, 0), at -> at < text.length(), at -> next(text, at + 1));
    }

    private int next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 128) {
                for (String word : byFirst.get(c)) {
                    if (text.regionMatches(true, at, word, 0, word.length())) {
                        return at;
                    }
                }
            }
        }
        return text.length();
    }
}
