package io.aigateway.admin;

import io.aigateway.account.AccountViews;
import io.aigateway.account.ProviderKeys;
import io.aigateway.call.Reply;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Provider;
import io.aigateway.error.Errors;
import org.apache.camel.Variable;

/**
 * {@code /v1/provider-keys}: callers' own keys at providers. Admins manage all of them; a
 * sub-account's key manages those of its sub-account.
 */
public final class ProviderKeysApi {

    private final ProviderKeys keys;
    private final LiveCatalog catalog;

    public ProviderKeysApi(ProviderKeys keys, LiveCatalog catalog) {
        this.keys = keys;
        this.catalog = catalog;
    }

    /** Stores a key; its secret is in no reply, not even in this one. */
    public Reply create(@Variable("request") ManagementRequest request) {
        return Replies.created(
                AccountViews.providerKey(
                        keys.create(request.body(), request.sees(), this::providerId)));
    }

    /** Lists keys. */
    public Reply list(@Variable("request") ManagementRequest request) {
        return Replies.ok(AccountViews.list(keys.list(request.sees()), AccountViews::providerKey));
    }

    /** Deletes one key. */
    public Reply delete(@Variable("request") ManagementRequest request) {
        keys.delete(request.id(), request.sees());
        return Replies.ok(AccountViews.deleted(request.id()));
    }

    private String providerId(String name) {
        Provider provider =
                catalog.current()
                        .providers()
                        .find(name)
                        .orElseThrow(
                                () ->
                                        Errors.invalidRequest(
                                                        "provider",
                                                        "There is no provider '"
                                                                + Errors.printable(name)
                                                                + "'.")
                                                .asException());
        if (!provider.wire().isRemote() || provider.auth().isNone()) {
            throw Errors.invalidRequest(
                            "provider", "Provider '" + provider.id() + "' takes no key.")
                    .asException();
        }
        return provider.id();
    }
}
