package io.aigateway.provider;

import java.util.regex.Pattern;

/**
 * Takes out of a provider's message what must not reach a caller or a log: providers echo part of
 * our key (OpenAI's 401 does), and request URLs with {@code key=}.
 */
final class Redaction {

    private static final String MASK = "***";
    private static final int MAX_MESSAGE = 500;

    /** Enough to find a key that starts inside the first 500 characters, and cheap to search. */
    private static final int MAX_SEARCHED = 4_000;

    private static final Pattern PREFIXED_KEY =
            Pattern.compile(
                    "(?i)\\b(sk|pk|rk|gsk|xai|nvapi|csk|pplx|hf|r8|fw|tgp|ghp|key)"
                            + "[-_][A-Za-z0-9_*.-]{6,}");
    private static final Pattern GOOGLE_OR_AWS_KEY =
            Pattern.compile("\\b(AIza[A-Za-z0-9_-]{10,}|AKIA[A-Z0-9]{12,}|ya29\\.[\\w.-]+)");
    private static final Pattern NAMED_KEY =
            Pattern.compile(
                    "(?i)((?:api[-_ ]?key|\\bkey|token|secret|password|authorization|signature)"
                            + "(?: provided)?[\"']?\\s?[:=]\\s?[\"']?)(?:Bearer )?[^\\s\"'&,;]{4,}");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer )[A-Za-z0-9._~+/=*-]{6,}");
    private static final Pattern LONG_TOKEN =
            Pattern.compile(
                    "(?<![\\w-])(?=[\\w-]*\\d)(?:[\\w-]{40,}|(?=\\w*\\d)\\w{28,}(?![\\w-]))");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Redaction() {}

    /** The message without keys and control characters, at most 500 characters long. */
    static String clean(String message) {
        String text = CONTROL.matcher(cut(message, MAX_SEARCHED)).replaceAll(" ").strip();
        text = NAMED_KEY.matcher(text).replaceAll("$1" + MASK);
        text = BEARER.matcher(text).replaceAll("$1" + MASK);
        text = PREFIXED_KEY.matcher(text).replaceAll("$1-" + MASK);
        text = GOOGLE_OR_AWS_KEY.matcher(text).replaceAll(MASK);
        text = LONG_TOKEN.matcher(text).replaceAll(MASK);
        return cut(text, MAX_MESSAGE);
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        boolean insidePair = Character.isHighSurrogate(text.charAt(max - 1));
        return text.substring(0, insidePair ? max - 1 : max);
    }
}
