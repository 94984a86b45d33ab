package io.aigateway.migrate.keys;

import io.aigateway.account.AccountImport;
import io.aigateway.account.ApiKey;
import io.aigateway.account.SubAccount;
import io.aigateway.catalog.Catalog;
import io.aigateway.migrate.keys.ImportPlan.Opened;
import io.aigateway.migrate.keys.ImportPlan.Secret;
import io.aigateway.migrate.keys.ImportPlan.TagPlan;
import io.aigateway.money.Money;
import io.aigateway.store.BudgetRow;
import io.aigateway.store.BudgetRows;
import io.aigateway.store.Database;
import io.aigateway.store.Sql;
import io.aigateway.usage.Caller;
import io.aigateway.usage.OpeningBalances;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings LiteLLM's keys, teams, users, tag budgets and spend into the database of a gateway that
 * does not run, all in one transaction. What is there already stays as it is, so a second import of
 * the same export adds nothing.
 */
public final class KeyImport {

    private final ImportPlan plan;
    private final Instant now;

    /**
     * An import that is ready to run.
     *
     * @param catalog the gateway's configuration, in which the models of a key are looked up
     */
    public KeyImport(Dump dump, Catalog catalog, Instant now) {
        this.plan = new Planning(dump, catalog, now).plan();
        this.now = now;
    }

    /**
     * Runs it.
     *
     * @throws io.aigateway.store.StoreException when the database fails; then nothing was added
     */
    public ImportCounts into(Database database) {
        return database.write(sql -> new Run(sql).run());
    }

    private final class Run {

        private final Sql sql;
        private final Opening opening = new Opening(now, Terms.before(now));
        private final Map<String, Long> spentByKeysOf = new HashMap<>();
        private int known;

        private Run(Sql sql) {
            this.sql = sql;
        }

        private ImportCounts run() throws SQLException {
            List<Opened<SubAccount>> fresh = new ArrayList<>();
            for (Opened<SubAccount> one : plan.subAccounts()) {
                if (isNew(AccountImport.add(sql, one.what()))) {
                    fresh.add(one);
                }
            }
            int keys = 0;
            int blocked = 0;
            for (Secret secret : plan.keys()) {
                if (add(secret)) {
                    keys++;
                    blocked += secret.blocked() ? 1 : 0;
                }
            }
            fresh.forEach(this::openRest);
            int budgets = 0;
            for (TagPlan tag : plan.tags()) {
                budgets += add(tag);
            }
            int opened = OpeningBalances.add(sql, opening.records());
            return new ImportCounts(
                    fresh.size(), keys, blocked, budgets, opened, known, plan.notes());
        }

        private boolean add(Secret secret) throws SQLException {
            ApiKey key = secret.opened().what();
            if (!isNew(
                    AccountImport.add(sql, key, secret.sha256(), secret.blocked() ? now : null))) {
                return false;
            }
            Terms terms = secret.opened().terms();
            opening.caller(
                    key.id(),
                    new Caller(key.id(), key.subAccountId(), List.of()),
                    terms,
                    terms.spent());
            String owner = key.subAccountId();
            if (owner != null) {
                spentByKeysOf.merge(owner, terms.spent().nanos(), Long::sum);
            }
            return true;
        }

        /**
         * What a team spent beyond its keys' own sums, with keys that are gone. A user's sum holds
         * what its keys within teams spent, which counts there already.
         */
        private void openRest(Opened<SubAccount> one) {
            if (one.terms().row().text("user_id").isPresent()) {
                return;
            }
            String id = one.what().id();
            long rest = one.terms().spent().nanos() - spentByKeysOf.getOrDefault(id, 0L);
            Caller caller = new Caller(null, id, List.of());
            opening.caller(id, caller, one.terms(), new Money(Math.max(0, rest)));
        }

        private int add(TagPlan tag) throws SQLException {
            if (!OpeningBalances.isOpened(sql, tag.name())) {
                opening.tag(tag.name(), tag.terms());
            }
            int added = 0;
            for (BudgetRow budget : tag.budget()) {
                boolean fresh = isNew(!exists(budget.id()));
                added += fresh ? BudgetRows.insert(sql, budget) : 0;
            }
            return added;
        }

        private boolean exists(String budgetId) throws SQLException {
            @Nullable Long one =
                    sql.row(
                                    "select 1 as one from budget where id = ?",
                                    row -> row.number("one"),
                                    budgetId)
                            .orElse(null);
            return one != null;
        }

        private boolean isNew(boolean added) {
            known += added ? 0 : 1;
            return added;
        }
    }
}
