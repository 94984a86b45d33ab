package io.aigateway.budget;

import java.util.Arrays;

/**
 * The bytes of a Base64 text, each decoded when it is looked at: the head of a file is read without
 * decoding the file. Text with line breaks has no bytes here.
 */
final class Base64Bytes {

    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = values();

    private final String text;
    private final int from;

    /** The bytes of what follows a place in a text. */
    Base64Bytes(String text, int from) {
        this.text = text;
        this.from = from;
    }

    /** A byte, 0 to 255; -1 where there is none. */
    int at(long index) {
        long first = from + index / 3 * 4 + index % 3;
        if (index < 0 || first + 1 >= text.length()) {
            return -1;
        }
        int high = value(text.charAt((int) first));
        int low = value(text.charAt((int) first + 1));
        if (high < 0 || low < 0) {
            return -1;
        }
        return switch ((int) (index % 3)) {
            case 0 -> high << 2 | low >> 4;
            case 1 -> (high & 0xf) << 4 | low >> 2;
            default -> (high & 0x3) << 6 | low;
        };
    }

    /** Whether these letters, of one byte each, stand at a place. */
    boolean has(long index, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            if (at(index + i) != letters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A number of some bytes, the highest first; negative when one is missing. */
    long big(long index, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int next = at(index + i);
            number = next < 0 || number < 0 ? -1 : number << 8 | next;
        }
        return number;
    }

    /** The same, the lowest first. */
    long little(long index, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            int next = at(index + i);
            number = next < 0 || number < 0 ? -1 : number << 8 | next;
        }
        return number;
    }

    private static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : -1;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        return values;
    }
}
