package io.aigateway.account;

import java.util.Random;

/** A random generator whose sequence is the same in every run. */
final class FixedRandom extends Random {

    private static final long serialVersionUID = 1L;

    FixedRandom() {
        super(42);
    }
}
