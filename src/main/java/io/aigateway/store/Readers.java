package io.aigateway.store;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A bounded pool of reading connections, opened when first needed. */
final class Readers implements AutoCloseable {

    private final Connections connections;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Sql> idle = new ConcurrentLinkedDeque<>();

    Readers(Connections connections, int most) {
        this.connections = connections;
        this.permits = new Semaphore(most);
    }

    /** Runs work on one connection, over one snapshot; waits while all are busy. */
    <T> T run(Sql.Work<T> work) throws SQLException {
        permits.acquireUninterruptibly();
        try {
            Sql last = idle.pollFirst();
            return runOn(last != null ? last : connections.reading(), work);
        } finally {
            permits.release();
        }
    }

    /** A connection on which work failed is not used again. */
    private <T> T runOn(Sql reader, Sql.Work<T> work) throws SQLException {
        boolean done = false;
        try {
            reader.update("begin");
            T result = work.on(reader);
            reader.update("commit");
            idle.addFirst(reader);
            done = true;
            return result;
        } finally {
            if (!done) {
                reader.connection().close();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Sql reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.connection().close();
        }
    }
}
