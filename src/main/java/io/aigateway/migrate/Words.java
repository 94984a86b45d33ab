package io.aigateway.migrate;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Looks for words in a text, whatever their case, all in one pass: the cheap question before a dear
 * one.
 */
public final class Words {

    /** The words that begin with a character, by that character; none for most. */
    private final String[][] byFirst = new String[128][];

    private Words(Collection<String> words) {
        for (char c = 0; c < byFirst.length; c++) {
            char first = lower(c);
            byFirst[c] =
                    words.stream().filter(word -> word.charAt(0) == first).toArray(String[]::new);
        }
    }

    /**
     * Looks for these.
     *
     * @param words of ASCII, none of them empty
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
        return IntStream.iterate(next(text, 0), at -> at < text.length(), at -> next(text, at + 1));
    }

    private int next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < byFirst.length) {
                for (String word : byFirst[c]) {
                    if (isAt(text, at, word)) {
                        return at;
                    }
                }
            }
        }
        return text.length();
    }

    private static boolean isAt(String text, int at, String word) {
        if (at + word.length() > text.length()) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (lower(text.charAt(at + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
