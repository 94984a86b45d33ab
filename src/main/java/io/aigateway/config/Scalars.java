package io.aigateway.config;

import java.math.BigDecimal;

/** Single values that are not plain text. */
final class Scalars {

    private static final int LONGEST_NUMBER = 30;

    private Scalars() {}

    static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false, but was '" + text + "'");
        }
        return text.equals("true");
    }

    static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below, with the value, like a number that is too small
        }
        throw new IllegalArgumentException(
                "must be a whole number of 1 or more, but was '" + text + "'");
    }

    static BigDecimal decimal(String text) {
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // told below, with the value, like a number that is too long
        }
        throw new IllegalArgumentException("must be a number, but was '" + text + "'");
    }
}
