package io.aigateway.migrate.plan;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does one thing with each of many files, several at a time: a disk that is told to keep eight
 * files for good does so in hardly more time than one.
 */
final class Together {

    private static final int THREADS = 8;

    private final int count;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Together(int count, Task task) {
        this.count = count;
        this.task = task;
    }

    /** What is done with the file of a number. */
    interface Task {
        void with(int number) throws IOException;
    }

    /**
     * Does it with the numbers from 0 to {@code count}, exclusive. When one fails, those that are
     * begun are brought to their end, the others are not begun, and the failure is thrown.
     */
    static void each(int count, Task task) throws IOException {
        Together together = new Together(count, task);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < Math.min(THREADS, count); i++) {
            threads.execute(together::work);
        }
        threads.shutdown();
        together.await(threads);
        together.fail();
    }

    private void work() {
        for (int at = next.getAndIncrement();
                at < count && failures.isEmpty();
                at = next.getAndIncrement()) {
            try {
                task.with(at);
            } catch (IOException | RuntimeException | Error e) {
                failures.add(e);
            }
        }
    }

    private void await(ExecutorService threads) {
        try {
            boolean done = false;
            while (!done) {
                done = threads.awaitTermination(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            failures.add(new IOException("interrupted", e));
            Thread.currentThread().interrupt();
        }
    }

    private void fail() throws IOException {
        Throwable first = failures.peek();
        if (first instanceof IOException e) {
            throw e;
        } else if (first instanceof RuntimeException e) {
            throw e;
        } else if (first instanceof Error e) {
            throw e;
        }
    }
}
