package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.AccountViews;
import io.aigateway.account.Accounts;
import io.aigateway.account.ApiKey;
import io.aigateway.account.Keys;
import io.aigateway.account.NewKey;
import io.aigateway.call.Reply;
import io.aigateway.event.Event;
import io.aigateway.event.EventType;
import io.aigateway.event.Events;
import java.time.Clock;
import org.apache.camel.Variable;

/** {@code /v1/keys}: admins change keys; a sub-account's key sees the keys of its sub-account. */
public final class KeysApi {

    private final Keys keys;
    private final Events events;
    private final Clock clock;

    /** Tells {@code events} of keys that are rotated. */
    public KeysApi(Accounts accounts, Events events, Clock clock) {
        this.keys = accounts.keys();
        this.events = events;
        this.clock = clock;
    }

    /** Creates a key; its secret is in this reply and never again. */
    public Reply create(@Variable("request") ManagementRequest request) {
        return Replies.created(AccountViews.newKey(keys.create(request.byAdmin().body())));
    }

    /** Lists keys. */
    public Reply list(@Variable("request") ManagementRequest request) {
        return Replies.ok(AccountViews.list(keys.list(request.sees()), AccountViews::key));
    }

    /** Shows one key. */
    public Reply show(@Variable("request") ManagementRequest request) {
        return Replies.ok(AccountViews.key(keys.get(request.id(), request.sees())));
    }

    /** Changes one key. */
    public Reply change(@Variable("request") ManagementRequest request) {
        return Replies.ok(AccountViews.key(keys.patch(request.byAdmin().id(), request.body())));
    }

    /** Revokes one key. */
    public Reply delete(@Variable("request") ManagementRequest request) {
        keys.delete(request.byAdmin().id());
        return Replies.ok(AccountViews.deleted(request.id()));
    }

    /** Gives one key a new secret. */
    public Reply rotate(@Variable("request") ManagementRequest request) {
        NewKey rotated = keys.rotate(request.byAdmin().id());
        events.publish(rotated(rotated.key()));
        return Replies.created(AccountViews.newKey(rotated));
    }

    private Event rotated(ApiKey key) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("key_id", key.id()).put("name", key.name()).put("last4", key.last4());
        data.put("sub_account_id", key.subAccountId());
        return new Event(EventType.KEY_ROTATED, clock.instant(), data);
    }
}
