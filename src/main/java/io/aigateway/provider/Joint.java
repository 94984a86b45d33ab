package io.aigateway.provider;

/**
 * Joins the text of a second model to that of a first one, piece by piece, so that nothing stands
 * there twice: neither the first text, where the second model repeats it, nor the blanks between
 * the two, which the caller has already.
 */
final class Joint {

    private final String echo;
    private final String blanks;
    private final StringBuilder held = new StringBuilder();
    private boolean pastEcho;
    private boolean joined;

    /**
     * A joint.
     *
     * @param echo what the second model may repeat before it goes on; empty when it does not
     * @param blanks what the caller has after that, and the second model was not given
     */
    Joint(String echo, String blanks) {
        this.echo = echo;
        this.blanks = blanks;
        this.pastEcho = echo.isEmpty();
    }

    /** What the caller gets for a piece of the second text; nothing as long as it may be twice. */
    String next(String piece) {
        if (joined) {
            return piece;
        }
        held.append(piece);
        if (!pastEcho && !passEcho()) {
            return "";
        }
        String text = held.toString();
        boolean undecided = text.isEmpty() || (text.isBlank() && !blanks.isEmpty());
        return undecided ? "" : join(text);
    }

    /** The end of the second text: what was held back, as far as the caller does not have it. */
    String rest() {
        if (joined) {
            return "";
        }
        boolean insideEcho = !pastEcho && echo.startsWith(held.toString());
        return insideEcho ? "" : join(held.toString());
    }

    /** False while what came is the start of an echo. */
    private boolean passEcho() {
        String text = held.toString();
        if (echo.startsWith(text) && text.length() < echo.length()) {
            return false;
        }
        if (text.startsWith(echo)) {
            held.delete(0, echo.length());
        }
        pastEcho = true;
        return true;
    }

    private String join(String text) {
        joined = true;
        held.setLength(0);
        if (blanks.isEmpty()) {
            return text;
        }
        String words = text.stripLeading();
        String between = text.substring(0, text.length() - words.length());
        return between.startsWith(blanks) ? text.substring(blanks.length()) : words;
    }
}
