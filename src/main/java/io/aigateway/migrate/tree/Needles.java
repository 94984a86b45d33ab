package io.aigateway.migrate.tree;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Looks for words in bytes, whatever their case: the cheap question that most files of a tree
 * answer with no.
 */
public final class Needles {

    private final byte[][] words;
    private final boolean[] starts = new boolean[256];

    private Needles(List<String> words) {
        this.words =
                words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                        .toArray(byte[][]::new);
        for (byte[] word : this.words) {
            starts[word[0]] = true;
            starts[Character.toUpperCase(word[0])] = true;
        }
    }

    /** Looks for these words of ASCII; none at all is found in every file. */
    public static Needles of(List<String> words) {
        return new Needles(words);
    }

    /** Whether any of them is in there. */
    boolean in(byte[] bytes) {
        if (words.length == 0) {
            return true;
        }
        for (int at = 0; at < bytes.length; at++) {
            if (starts[bytes[at] & 0xFF] && anyAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyAt(byte[] bytes, int at) {
        for (byte[] word : words) {
            if (isAt(bytes, at, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] word) {
        if (at + word.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            byte b = bytes[at + i];
            byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            if (lower != word[i]) {
                return false;
            }
        }
        return true;
    }
}
