package io.aigateway.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a journal: {@code CRC32C ID TEXT}, where the sum, eight hex digits, is over
 * everything after it. Neither part holds a line break, and the id no space.
 *
 * @param id whose line it is
 * @param text what it says
 */
record JournalLine(String id, byte[] text) {

    private static final int SUM_DIGITS = 8;
    private static final byte SPACE = ' ';

    /** The bytes in the file, with the line break. */
    static byte[] bytes(String id, byte[] text) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || contains(name, SPACE)) {
            throw new IllegalArgumentException(
                    "id of a journal line must not be empty or hold a space, but was '" + id + "'");
        }
        byte[] line = new byte[SUM_DIGITS + 1 + name.length + 1 + text.length + 1];
        line[SUM_DIGITS] = SPACE;
        System.arraycopy(name, 0, line, SUM_DIGITS + 1, name.length);
        line[SUM_DIGITS + 1 + name.length] = SPACE;
        System.arraycopy(text, 0, line, SUM_DIGITS + 2 + name.length, text.length);
        line[line.length - 1] = '\n';
        byte[] sum =
                HexFormat.of()
                        .toHexDigits(sum(line, line.length - 1))
                        .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(sum, 0, line, 0, SUM_DIGITS);
        return line;
    }

    /** Reads a line without its line break; empty when it is not as it was written. */
    static Optional<JournalLine> read(byte[] line) {
        if (line.length <= SUM_DIGITS + 1 || !sumOf(line).equals(told(line))) {
            return Optional.empty();
        }
        int space = SUM_DIGITS + 1;
        while (space < line.length && line[space] != SPACE) {
            space++;
        }
        if (space >= line.length) {
            return Optional.empty();
        }
        String id =
                new String(line, SUM_DIGITS + 1, space - SUM_DIGITS - 1, StandardCharsets.UTF_8);
        byte[] text = new byte[line.length - space - 1];
        System.arraycopy(line, space + 1, text, 0, text.length);
        return Optional.of(new JournalLine(id, text));
    }

    private static String told(byte[] line) {
        return new String(line, 0, SUM_DIGITS, StandardCharsets.US_ASCII);
    }

    private static String sumOf(byte[] line) {
        return HexFormat.of().toHexDigits(sum(line, line.length));
    }

    private static int sum(byte[] line, int end) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.wrap(line, SUM_DIGITS + 1, end - SUM_DIGITS - 1));
        return (int) sum.getValue();
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte one : bytes) {
            if (one == wanted || one == '\n') {
                return true;
            }
        }
        return false;
    }
}
