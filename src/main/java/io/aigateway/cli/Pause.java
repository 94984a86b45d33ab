package io.aigateway.cli;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
interface Pause {

    /** Waits that long; an interrupt means that waiting is over for good. */
    void pause(Duration length) throws InterruptedException;
}
