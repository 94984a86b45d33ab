package io.aigateway.admin;

import io.aigateway.usage.UsageLog;

/**
 * Lets a report see the calls that ended before it was asked for, though records are written after
 * their calls.
 */
public final class FreshRecords {

    private final UsageLog log;

    public FreshRecords(UsageLog log) {
        this.log = log;
    }

    /**
     * Waits until what was handed over is written; not when the disk fails, since a report must not
     * hang on it.
     */
    void await() {
        boolean unused = log.flushUnlessFailing();
    }
}
