package io.aigateway.cli;

/** What text takes on a terminal, and what must not reach one. */
final class TerminalText {

    private TerminalText() {}

    /**
     * The columns that the text takes: two for East Asian wide characters and emoji, none for
     * combining marks.
     */
    static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    /** The text on one line: line ends and control characters become one space. */
    static String oneLine(String text) {
        return text.replaceAll("\\s*\\p{Cc}[\\p{Cc}\\s]*", " ").strip();
    }

    /**
     * The text without control characters other than line ends and tabs, so that a model's answer
     * cannot move the cursor or rename the window.
     */
    static String withoutControls(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
    }

    private static int width(int codePoint) {
        if (isZeroWidth(codePoint)) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    private static boolean isZeroWidth(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }

    // The blocks that Unicode's EastAsianWidth.txt marks W or F, coarsely: whole blocks.
    private static boolean isWide(int codePoint) {
        return within(codePoint, 0x1100, 0x115F)
                || within(codePoint, 0x2E80, 0xA4CF)
                || within(codePoint, 0xAC00, 0xD7A3)
                || within(codePoint, 0xF900, 0xFAFF)
                || within(codePoint, 0xFE30, 0xFE6F)
                || within(codePoint, 0xFF00, 0xFF60)
                || within(codePoint, 0xFFE0, 0xFFE6)
                || within(codePoint, 0x1F300, 0x1FAFF)
                || within(codePoint, 0x20000, 0x3FFFD);
    }

    private static boolean within(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
