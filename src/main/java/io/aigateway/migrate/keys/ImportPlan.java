package io.aigateway.migrate.keys;

import io.aigateway.account.ApiKey;
import io.aigateway.account.SubAccount;
import io.aigateway.store.BudgetRow;
import java.util.List;

/**
 * What an import would add, if nothing of it were there.
 *
 * @param subAccounts teams and users
 * @param keys keys
 * @param tags tags with a budget or with spend
 * @param notes what does not come over, and how often, in sentences
 */
record ImportPlan(
        List<Opened<SubAccount>> subAccounts,
        List<Secret> keys,
        List<TagPlan> tags,
        List<String> notes) {

    /**
     * Something with what it has spent.
     *
     * @param what it
     * @param terms what it may spend and has spent
     */
    record Opened<T>(T what, Terms terms) {}

    /**
     * A key with the hash of its secret.
     *
     * @param opened the key
     * @param sha256 of its secret
     * @param blocked whether it was blocked, so that it shall not work here either
     */
    record Secret(Opened<ApiKey> opened, String sha256, boolean blocked) {}

    /**
     * A tag.
     *
     * @param name the tag
     * @param budget its budget, empty when it has none
     * @param terms what it has spent
     */
    record TagPlan(String name, List<BudgetRow> budget, Terms terms) {}
}
