package io.aigateway.error;

/**
 * What may stand in the names by which things are counted and found: two names that look the same
 * must be the same.
 */
public final class PlainName {

    private static final int NONCHARACTERS_FROM = 0xFDD0;
    private static final int NONCHARACTERS_TO = 0xFDEF;

    private PlainName() {}

    /**
     * True when a text has no control characters, no invisible ones (such as marks that turn the
     * direction of writing), no half of a surrogate pair, and nothing that Unicode says is not a
     * character.
     */
    public static boolean holds(String text) {
        return text.codePoints().noneMatch(PlainName::isOdd);
    }

    private static boolean isOdd(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (codePoint & 0xFFFE) == 0xFFFE
                || (codePoint >= NONCHARACTERS_FROM && codePoint <= NONCHARACTERS_TO);
    }
}
