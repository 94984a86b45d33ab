package io.aigateway.account;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Random text of digits and letters. */
final class Base62 {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(62);

    private Base62() {}

    /** That many random bytes, at a fixed width. */
    static String random(RandomGenerator random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        int width = (int) Math.ceil(bytes * 8 / (Math.log(62) / Math.log(2)));
        BigInteger rest = new BigInteger(1, value);
        char[] text = new char[width];
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
