package io.aigateway.account;

import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import io.aigateway.store.Database;
import io.aigateway.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What both kinds of accounts need for a change: the tables and the ring, changed together and in
 * the same order, so that a slow change can never bring a revoked key back.
 */
final class Registry {

    private static final int ID_BYTES = 12;

    private final Database database;
    private final KeyRing ring;
    private final RandomGenerator random;
    private final Clock clock;
    private final ReentrantLock order = new ReentrantLock();

    Registry(Database database, KeyRing ring, RandomGenerator random, Clock clock) {
        this.database = database;
        this.ring = ring;
        this.random = random;
        this.clock = clock;
    }

    <T> T read(Sql.Work<T> work) {
        return database.read(work);
    }

    /** Changes the tables, then the ring. */
    <T> T change(Sql.Work<T> work, Consumer<T> then) {
        order.lock();
        try {
            T result = database.write(work);
            then.accept(result);
            return result;
        } finally {
            order.unlock();
        }
    }

    KeyRing ring() {
        return ring;
    }

    /** Now, as exactly as the tables keep it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    String newId(String prefix) {
        return prefix + Base62.random(random, ID_BYTES);
    }

    KeySecret newSecret() {
        return KeySecret.generate(random);
    }

    static GatewayException notFound(String what, String id) {
        return new GatewayError(404, "not_found_error", "No " + what + " '" + id + "'.")
                .asException();
    }
}
