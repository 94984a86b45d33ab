package io.aigateway.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a subject is compared. */
public enum Comparison {
    /** The same. */
    EQUAL("==", true, true),
    /** Not the same; of several texts: none is the same. */
    DIFFERENT("!=", true, true),
    /** Smaller. */
    LESS("<", false, true),
    /** Smaller, or the same. */
    AT_MOST("<=", false, true),
    /** Larger. */
    MORE(">", false, true),
    /** Larger, or the same. */
    AT_LEAST(">=", false, true),
    /** Begins with. */
    STARTS_WITH("starts-with", true, false),
    /** Ends with. */
    ENDS_WITH("ends-with", true, false),
    /** Holds somewhere. */
    CONTAINS("contains", true, false);

    private final String sign;
    private final boolean ofTexts;
    private final boolean ofNumbers;

    Comparison(String sign, boolean ofTexts, boolean ofNumbers) {
        this.sign = sign;
        this.ofTexts = ofTexts;
        this.ofNumbers = ofNumbers;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    boolean suits(Subject.Type type) {
        return switch (type) {
            case TEXT -> ofTexts;
            case NUMBER -> ofNumbers;
            case FLAG -> ofTexts && ofNumbers;
            case ANY -> true;
        };
    }

    static Optional<Comparison> signed(String sign) {
        return Arrays.stream(values()).filter(one -> one.sign.equals(sign)).findFirst();
    }

    static List<String> signs(Subject.Type type) {
        return Arrays.stream(values()).filter(one -> one.suits(type)).map(one -> one.sign).toList();
    }

    boolean holds(String text, String other) {
        return switch (this) {
            case EQUAL -> text.equals(other);
            case DIFFERENT -> !text.equals(other);
            case STARTS_WITH -> text.startsWith(other);
            case ENDS_WITH -> text.endsWith(other);
            case CONTAINS -> text.contains(other);
            default -> throw new IllegalStateException(sign + " does not compare texts");
        };
    }

    boolean holds(double number, double other) {
        return switch (this) {
            case EQUAL -> number == other;
            case DIFFERENT -> number != other;
            case LESS -> number < other;
            case AT_MOST -> number <= other;
            case MORE -> number > other;
            case AT_LEAST -> number >= other;
            default -> throw new IllegalStateException(sign + " does not compare numbers");
        };
    }
}
