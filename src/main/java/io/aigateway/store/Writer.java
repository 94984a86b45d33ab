package io.aigateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/** The one connection that writes, used by one thread at a time, one transaction per work. */
final class Writer implements AutoCloseable {

    private final Sql sql;
    private final ReentrantLock turn = new ReentrantLock();

    Writer(Sql sql) {
        this.sql = sql;
    }

    /** Runs work in a transaction: all of it is kept, or none. */
    <T> T run(Sql.Work<T> work) throws SQLException {
        turn.lock();
        try {
            execute("begin immediate");
            return committed(work);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        turn.lock();
        try {
            sql.connection().close();
        } finally {
            turn.unlock();
        }
    }

    Connection connection() {
        return sql.connection();
    }

    private <T> T committed(Sql.Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.on(sql);
            execute("commit");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    /** SQLite itself rolls back on a full disk, and then refuses to do it again: that is fine. */
    private void rollBack() {
        try {
            execute("rollback");
        } catch (SQLException alreadyRolledBack) {
            return;
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement s = sql.connection().createStatement()) {
            s.execute(statement);
        }
    }
}
