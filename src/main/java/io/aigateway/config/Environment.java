package io.aigateway.config;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The variables that {@code ${NAME}} and {@code ${NAME:default}} read. A default may hold further
 * placeholders: {@code ${GEMINI_API_KEY:${GOOGLE_API_KEY:}}}. An empty variable counts as not set,
 * as in a shell's {@code :-}. What a variable holds is taken as it is, never substituted again.
 */
public final class Environment {

    private static final int DEEPEST = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The variables of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** The given variables only. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(Map.copyOf(variables));
    }

    /** True when a text takes anything from the environment. */
    public static boolean isReferredToIn(String text) {
        return text.contains("${");
    }

    /**
     * The text with every placeholder replaced.
     *
     * @throws IllegalArgumentException when a placeholder is malformed, or its variable is not set
     *     and it has no default; the message never holds a variable's value
     */
    public String resolve(String text) {
        StringBuilder resolved = new StringBuilder(text.length());
        int at = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
            int end = closingBrace(text, start);
            resolved.append(text, at, start).append(value(text.substring(start + 2, end)));
            at = end + 1;
        }
        return at == 0 ? text : resolved.append(text, at, text.length()).toString();
    }

    private String value(String placeholder) {
        int colon = placeholder.indexOf(':');
        String name = colon < 0 ? placeholder : placeholder.substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'${" + name + "}' is not a variable; write ${NAME} or ${NAME:default}");
        }
        String value = variables.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "environment variable '%s' is not set; set it, or write ${%s:default}"
                            .formatted(name, name));
        }
        return resolve(placeholder.substring(colon + 1));
    }

    private static int closingBrace(String text, int start) {
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                depth++;
            } else if (text.charAt(at) == '}' && --depth == 0) {
                return at;
            }
            if (depth > DEEPEST) {
                throw new IllegalArgumentException(
                        "placeholders are nested too deeply; at most " + DEEPEST + " levels");
            }
        }
        throw new IllegalArgumentException(
                "a '${' is not closed; write ${NAME} or ${NAME:default}");
    }
}
