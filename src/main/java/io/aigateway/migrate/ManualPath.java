package io.aigateway.migrate;

/**
 * A path of the source's API that has no equal here.
 *
 * @param path what follows the base URL, from its slash on, such as {@code /credits}
 * @param why what a person does instead
 */
public record ManualPath(String path, String why) {

    public ManualPath {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with '/', but was '" + path + "'");
        }
        if (why.isBlank()) {
            throw new IllegalArgumentException("why must say what to do about " + path);
        }
    }

    /** Whether a URL's rest, which may hold more than a path, is this path or lies below it. */
    public boolean covers(String rest) {
        if (!rest.startsWith(path)) {
            return false;
        }
        boolean ends = rest.length() == path.length();
        boolean beginsAWord = path.endsWith("=") || path.endsWith("-");
        return ends || beginsAWord || !isOfAWord(rest.charAt(path.length()));
    }

    private static boolean isOfAWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
