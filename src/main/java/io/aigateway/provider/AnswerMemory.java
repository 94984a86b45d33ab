package io.aigateway.provider;

import io.aigateway.error.ConfigException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large answers are read at once, so that no provider can use up the heap, nor
 * many of them together. Small answers are not counted: there cannot be enough of them.
 */
public final class AnswerMemory {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    /** Holds at most {@code limit} bytes. */
    AnswerMemory(long limit) {
        this.limit = limit;
    }

    /**
     * Holds at most so much of the heap.
     *
     * @param percent 1 to 50, since reading an answer takes several times its size
     */
    public static AnswerMemory ofHeap(int percent) {
        if (percent < 1 || percent > 50) {
            throw new ConfigException(
                    "gateway.answers-percent must be 1 to 50, but was " + percent);
        }
        return new AnswerMemory(Runtime.getRuntime().maxMemory() / 100 * percent);
    }

    /** The bytes that are held now. */
    long held() {
        return held.get();
    }

    /** Room for one answer. */
    Room room() {
        return new Room();
    }

    /** What one answer takes up; used by one thread. */
    final class Room implements AutoCloseable {

        private long taken;

        /** Takes up more; false, and nothing taken, when there is not so much left. */
        boolean take(long bytes) {
            if (held.addAndGet(bytes) <= limit) {
                taken += bytes;
                return true;
            }
            held.addAndGet(-bytes);
            return false;
        }

        /** Gives all of it back. */
        @Override
        public void close() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
