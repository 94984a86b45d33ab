package io.aigateway.provider.demo;

import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The bytes of a stream whose events come one at a time, as those of a real model do. */
final class PacedEvents extends InputStream {

    private final Iterator<byte[]> events;
    private final long pauseNanos;
    private byte[] current = new byte[0];
    private int at;

    PacedEvents(List<byte[]> events, Duration pause) {
        this.events = events.iterator();
        this.pauseNanos = pause.toNanos();
    }

    @Override
    public int read() {
        return advance() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean advance() {
        while (at == current.length) {
            if (!events.hasNext()) {
                return false;
            }
            LockSupport.parkNanos(pauseNanos);
            current = events.next();
            at = 0;
        }
        return true;
    }
}
