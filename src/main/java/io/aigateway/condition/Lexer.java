package io.aigateway.condition;

import io.aigateway.condition.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a condition's text into tokens. */
final class Lexer {

    private static final String SIGNS = "=!<>&|";

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return new Token(Kind.END, "", start + 1);
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c, start);
        }
        if (isDigit(c) || (c == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            return number(start);
        }
        if (isLetter(c)) {
            return word(start);
        }
        return sign(c, start);
    }

    /** A quote within the text is written twice. */
    private Token quoted(char quote, int start) {
        StringBuilder inside = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != quote) {
                inside.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                inside.append(quote);
                at++;
            } else {
                at++;
                return new Token(Kind.TEXT, inside.toString(), start + 1);
            }
        }
        throw new ConditionException(
                start + 1, "a quoted text is not closed; end it with " + quote);
    }

    private Token number(int start) {
        at++;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '%') {
            at++;
        }
        if (at < text.length() && isLetter(text.charAt(at))) {
            Token word = word(start);
            throw new ConditionException(
                    start + 1,
                    "'%s' is no number; write digits only, such as 50000, 0.8 or 80%%"
                            .formatted(word.text()));
        }
        return new Token(Kind.NUMBER, text.substring(start, at), start + 1);
    }

    private Token word(int start) {
        while (at < text.length() && isPartOfWord(text.charAt(at))) {
            at++;
        }
        return new Token(Kind.WORD, text.substring(start, at), start + 1);
    }

    private Token sign(char c, int start) {
        at++;
        while (SIGNS.indexOf(c) >= 0 && at < text.length() && SIGNS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return new Token(Kind.SIGN, text.substring(start, at), start + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isPartOfWord(char c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '.';
    }
}
