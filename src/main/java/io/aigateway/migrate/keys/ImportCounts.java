package io.aigateway.migrate.keys;

import java.util.List;

/**
 * What an import added.
 *
 * @param subAccounts sub-accounts
 * @param keys keys, the blocked ones included
 * @param blocked keys that were blocked, and do not work here either
 * @param budgets budgets of tags
 * @param openingBalances usage records that hold what was spent before
 * @param known keys, sub-accounts and budgets that were there already, and are as they were
 * @param notes what did not come over
 */
public record ImportCounts(
        int subAccounts,
        int keys,
        int blocked,
        int budgets,
        int openingBalances,
        int known,
        List<String> notes) {

    public ImportCounts {
        notes = List.copyOf(notes);
    }
}
