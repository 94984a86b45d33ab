package io.aigateway.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A database with its ring and accounts, as the gateway has them. */
final class Office implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final HandClock clock = new HandClock();
    final KeyRing ring = new KeyRing(clock);
    final Accounts accounts;

    private final Database database;

    private Office(Database database) {
        this.database = database;
        this.accounts = Accounts.load(database, ring, new FixedRandom(), clock);
    }

    static Office inMemory() {
        return new Office(Database.inMemory());
    }

    static Office in(Path folder) {
        return new Office(Database.open(folder, Durability.NORMAL));
    }

    /** A new key, of a body in JSON with single quotes. */
    NewKey key(String body) {
        return accounts.keys().create(body(body));
    }

    /** A new sub-account, of a body in JSON with single quotes. */
    NewSubAccount subAccount(String body) {
        return accounts.subAccounts().create(body(body));
    }

    Authentication authenticate(KeySecret secret) {
        return ring.authenticate(secret.reveal());
    }

    static ObjectNode body(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static GatewayError errorOf(ThrowingCallable call) {
        GatewayException thrown = Assertions.catchThrowableOfType(GatewayException.class, call);
        Assertions.assertThat(thrown).isNotNull();
        return thrown.error();
    }

    @Override
    public void close() {
        database.close();
    }
}
