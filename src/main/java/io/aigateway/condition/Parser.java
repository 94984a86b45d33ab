package io.aigateway.condition;

import io.aigateway.condition.Condition.All;
import io.aigateway.condition.Condition.Any;
import io.aigateway.condition.Condition.FlagTest;
import io.aigateway.condition.Condition.Not;
import io.aigateway.condition.Condition.NumberTest;
import io.aigateway.condition.Condition.TextTest;
import io.aigateway.condition.Subject.Type;
import io.aigateway.condition.Token.Kind;
import io.aigateway.config.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a condition by recursive descent: {@code or} binds less than {@code and}, {@code and} less
 * than {@code not}.
 */
final class Parser {

    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 40;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "true", "false");

    private final List<Token> tokens;
    private int at;
    private int depth;

    Parser(String text) {
        if (text.length() > LONGEST) {
            throw new ConditionException(
                    LONGEST, "a condition has at most " + LONGEST + " characters");
        }
        this.tokens = Lexer.tokens(text);
    }

    Condition whole() {
        if (token().kind() == Kind.END) {
            throw mistake("the condition is empty; write one such as tag == 'batch'");
        }
        Condition condition = or();
        if (token().kind() != Kind.END) {
            throw mistake(unexpected() + "; join conditions with 'and' or 'or'");
        }
        return condition;
    }

    private Condition or() {
        List<Condition> parts = joined("or", this::and);
        return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }

    private Condition and() {
        List<Condition> parts = joined("and", this::not);
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    private List<Condition> joined(String word, Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (took(word));
        return parts;
    }

    private Condition not() {
        if (++depth > DEEPEST) {
            throw mistake("conditions are nested more than " + DEEPEST + " deep");
        }
        Condition condition = took("not") ? new Not(not()) : simple();
        depth--;
        return condition;
    }

    private Condition simple() {
        if (!took("(")) {
            return test();
        }
        Condition inside = or();
        if (!took(")")) {
            throw mistake(unexpected() + "; a bracket is not closed, write ')'");
        }
        return inside;
    }

    private Condition test() {
        Token name = take();
        if (name.kind() != Kind.WORD || RESERVED.contains(name.text())) {
            throw new ConditionException(
                    name.position(),
                    name.shown()
                            + " cannot begin a condition; begin with a name, as in tag == 'batch'");
        }
        Subject subject =
                Subject.named(name.text())
                        .orElseThrow(
                                () ->
                                        new ConditionException(
                                                name.position(),
                                                "unknown name '%s'; %s"
                                                        .formatted(
                                                                name.text(),
                                                                Spelling.advice(
                                                                        name.text(),
                                                                        "names",
                                                                        Subject.names()))));
        return took("in") ? oneOf(subject) : compared(subject);
    }

    private Condition compared(Subject subject) {
        if (!comparisonFollows()) {
            if (subject.type() == Type.FLAG || subject.type() == Type.ANY) {
                return new FlagTest(subject);
            }
            throw mistake(
                    "'%s' must be compared with %s"
                            .formatted(subject.name(), subject.type().expected()));
        }
        return test(subject, comparison(subject), take());
    }

    /** {@code tag in ('a', 'b')} is short for {@code tag == 'a' or tag == 'b'}. */
    private Condition oneOf(Subject subject) {
        if (!took("(")) {
            throw mistake(unexpected() + "; write a list, as in tag in ('a', 'b')");
        }
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(test(subject, Comparison.EQUAL, take()));
        } while (took(","));
        if (!took(")")) {
            throw mistake(unexpected() + "; end the list with ')'");
        }
        return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }

    private boolean comparisonFollows() {
        Token next = token();
        boolean ends = next.kind() == Kind.END || next.is(")") || next.is("and") || next.is("or");
        return !ends;
    }

    private Comparison comparison(Subject subject) {
        Token sign = take();
        Comparison comparison =
                Comparison.signed(sign.kind() == Kind.TEXT ? "" : sign.text())
                        .orElseThrow(
                                () ->
                                        new ConditionException(
                                                sign.position(),
                                                sign.shown()
                                                        + " is no comparison; "
                                                        + instead(sign, subject)));
        if (!comparison.suits(subject.type())) {
            throw new ConditionException(
                    sign.position(),
                    "'%s' does not suit '%s'; it takes %s"
                            .formatted(sign.text(), subject.name(), signs(subject)));
        }
        return comparison;
    }

    private static String instead(Token sign, Subject subject) {
        return switch (sign.text()) {
            case "=" -> "write '=='";
            case "&&", "&" -> "write 'and'";
            case "||", "|" -> "write 'or'";
            case "!" -> "write 'not' before the name";
            default -> "'" + subject.name() + "' takes " + signs(subject);
        };
    }

    private static String signs(Subject subject) {
        return String.join(" ", Comparison.signs(subject.type()));
    }

    private static Condition test(Subject subject, Comparison comparison, Token value) {
        Type type = typeOf(value);
        if (type == Type.ANY || (subject.type() != type && subject.type() != Type.ANY)) {
            throw new ConditionException(
                    value.position(),
                    "'%s' is compared with %s, not with %s"
                            .formatted(subject.name(), subject.type().expected(), value.shown()));
        }
        if (!comparison.suits(type)) {
            throw new ConditionException(
                    value.position(),
                    "'%s' does not compare with %s".formatted(comparison.sign(), value.shown()));
        }
        return switch (type) {
            case TEXT -> new TextTest(subject, comparison, value.text());
            case NUMBER -> new NumberTest(subject, comparison, number(value));
            default -> flag(subject, value.is("true") == (comparison == Comparison.EQUAL));
        };
    }

    /** {@link Type#ANY} stands for what cannot be a value. */
    private static Type typeOf(Token value) {
        return switch (value.kind()) {
            case TEXT -> Type.TEXT;
            case NUMBER -> Type.NUMBER;
            default -> value.is("true") || value.is("false") ? Type.FLAG : Type.ANY;
        };
    }

    private static Condition flag(Subject subject, boolean wanted) {
        return wanted ? new FlagTest(subject) : new Not(new FlagTest(subject));
    }

    private static double number(Token written) {
        boolean percent = written.text().endsWith("%");
        String digits =
                percent ? written.text().substring(0, written.text().length() - 1) : written.text();
        try {
            BigDecimal number = new BigDecimal(digits);
            double value = (percent ? number.divide(HUNDRED) : number).doubleValue();
            if (Double.isInfinite(value)) {
                throw new NumberFormatException("too large");
            }
            return value;
        } catch (NumberFormatException notOne) {
            throw new ConditionException(
                    written.position(),
                    written.shown() + " is no number; write one such as 50000, 0.8 or 80%");
        }
    }

    private Token token() {
        return tokens.get(at);
    }

    private Token take() {
        Token taken = token();
        if (taken.kind() != Kind.END) {
            at++;
        }
        return taken;
    }

    private boolean took(String written) {
        boolean there = token().is(written);
        if (there) {
            at++;
        }
        return there;
    }

    private String unexpected() {
        return token().shown() + " was not expected";
    }

    private ConditionException mistake(String message) {
        return new ConditionException(token().position(), message);
    }
}
