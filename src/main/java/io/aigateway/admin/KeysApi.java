package io.aigateway.admin;

import io.aigateway.account.AccountViews;
import io.aigateway.account.Accounts;
import io.aigateway.account.Keys;
import io.aigateway.call.Reply;
import org.apache.camel.Variable;

/** {@code /v1/keys}: admins change keys; a sub-account's key sees the keys of its sub-account. */
public final class KeysApi {

    private final Keys keys;

    public KeysApi(Accounts accounts) {
        this.keys = accounts.keys();
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
        return Replies.created(AccountViews.newKey(keys.rotate(request.byAdmin().id())));
    }
}
