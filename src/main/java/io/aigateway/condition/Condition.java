package io.aigateway.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition such as {@code tag == 'batch' or input-tokens > 50000}: a tree of the few kinds of
 * nodes below, and nothing that could run code. Immutable; evaluating one takes about a
 * microsecond. Its text form is one that {@link #parse} reads as the same condition.
 */
public sealed interface Condition {

    /** Whether it holds. */
    boolean holds(Facts facts);

    /**
     * Reads a condition.
     *
     * @throws ConditionException telling where the mistake is and what would be right
     */
    static Condition parse(String text) {
        return new Parser(text).whole();
    }

    /**
     * All of these hold.
     *
     * @param parts two or more
     */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts) {
            for (Condition part : parts) {
                if (!part.holds(facts)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    /**
     * One of these holds.
     *
     * @param parts two or more
     */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts) {
            for (Condition part : parts) {
                if (part.holds(facts)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    /** The opposite. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !part.holds(facts);
        }

        @Override
        public String toString() {
            return "not " + part;
        }
    }

    /** A subject's texts compared; one that has none counts as one empty text. */
    record TextTest(Subject subject, Comparison comparison, String text) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            List<String> texts = facts.texts(subject);
            if (comparison == Comparison.DIFFERENT) {
                return !(texts.isEmpty() ? text.isEmpty() : texts.contains(text));
            }
            if (texts.isEmpty()) {
                return comparison.holds("", text);
            }
            for (String one : texts) {
                if (comparison.holds(one, text)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return subject.name() + ' ' + comparison.sign() + " '" + text.replace("'", "''") + '\'';
        }
    }

    /** A subject's number compared; one that has none compares with nothing. */
    record NumberTest(Subject subject, Comparison comparison, double number) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            double value = facts.number(subject);
            return !Double.isNaN(value) && comparison.holds(value, number);
        }

        @Override
        public String toString() {
            String plain = BigDecimal.valueOf(number).toPlainString();
            return subject.name() + ' ' + comparison.sign() + ' ' + plain;
        }
    }

    /** A subject is true. */
    record FlagTest(Subject subject) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.flag(subject);
        }

        @Override
        public String toString() {
            return subject.name();
        }
    }

    private static String joined(List<Condition> parts, String word) {
        return parts.stream().map(Condition::toString).collect(Collectors.joining(word, "(", ")"));
    }
}
