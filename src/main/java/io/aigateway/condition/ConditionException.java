package io.aigateway.condition;

/** A text is no condition; the message says where, and what would be right. */
public final class ConditionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ConditionException(int position, String message) {
        super("at position " + position + ": " + message);
    }
}
