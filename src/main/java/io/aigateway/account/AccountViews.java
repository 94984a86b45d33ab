package io.aigateway.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys and sub-accounts as the management API tells them: amounts in cents, times in epoch seconds.
 */
public final class AccountViews {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AccountViews() {}

    /** A key, without its secret. */
    public static ObjectNode key(ApiKey key) {
        ObjectNode view = NODES.objectNode();
        view.put("id", key.id()).put("object", "key").put("name", key.name());
        view.put("sub_account_id", key.subAccountId());
        putLimits(view, key.limits());
        view.set("allowed_models", models(key.allowedModels()));
        view.put("default_tag", key.defaultTag());
        view.put("expires_at", seconds(key.expiresAt()));
        view.put("last4", key.last4());
        view.put("created_at", key.createdAt().getEpochSecond());
        return view;
    }

    /** A key with its secret as {@code key}, for the one time it is shown. */
    public static ObjectNode newKey(NewKey made) {
        return key(made.key()).put("key", made.secret().reveal());
    }

    /** A sub-account. */
    public static ObjectNode subAccount(SubAccount account) {
        ObjectNode view = NODES.objectNode();
        view.put("id", account.id()).put("object", "sub_account").put("name", account.name());
        view.put("external_ref", account.externalRef());
        putLimits(view, account.limits());
        view.set("allowed_models", models(account.allowedModels()));
        view.put("default_tag", account.defaultTag());
        view.put("created_at", account.createdAt().getEpochSecond());
        return view;
    }

    /**
     * A sub-account with its key's secret, for the one time it is shown; {@code scoped_key} is what
     * older clients read.
     */
    public static ObjectNode newSubAccount(NewSubAccount made) {
        String secret = made.key().secret().reveal();
        return subAccount(made.subAccount())
                .put("key_id", made.key().key().id())
                .put("key", secret)
                .put("scoped_key", secret);
    }

    /** A provider key; its secret is never told. */
    public static ObjectNode providerKey(ProviderKey key) {
        ObjectNode view = NODES.objectNode();
        view.put("id", key.id()).put("object", "provider_key").put("provider", key.provider());
        view.put("name", key.name());
        view.put("sub_account_id", key.subAccountId());
        view.put("last4", key.last4());
        view.put("created_at", key.createdAt().getEpochSecond());
        return view;
    }

    /** A list, as every list of the API stands. */
    public static <T> ObjectNode list(List<T> values, Function<T, ObjectNode> view) {
        ArrayNode data = NODES.arrayNode();
        values.forEach(value -> data.add(view.apply(value)));
        ObjectNode list = NODES.objectNode().put("object", "list");
        list.set("data", data);
        return list;
    }

    /** The answer to a deletion. */
    public static ObjectNode deleted(String id) {
        return NODES.objectNode().put("status", "ok").put("id", id).put("deleted", true);
    }

    private static void putLimits(ObjectNode view, Limits limits) {
        view.put("spend_cap_cents", cents(limits.spendCap()));
        view.put("cap_period", limits.capPeriod().wireName());
        view.put("rate_limit_rpm", limits.rpm());
        view.put("rate_limit_tpm", limits.tpm());
        view.put("max_parallel", limits.maxParallel());
    }

    private static @Nullable BigDecimal cents(@Nullable Money money) {
        return money == null ? null : money.cents();
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }

    private static ArrayNode models(AllowedModels models) {
        ArrayNode array = NODES.arrayNode();
        models.patterns().forEach(array::add);
        return array;
    }
}
