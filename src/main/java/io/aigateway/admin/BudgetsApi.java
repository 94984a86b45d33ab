package io.aigateway.admin;

import io.aigateway.account.AccountViews;
import io.aigateway.account.Accounts;
import io.aigateway.account.AdminKey;
import io.aigateway.account.ApiKey;
import io.aigateway.account.SubAccount;
import io.aigateway.budget.Budget;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.call.Reply;
import io.aigateway.usage.UsageReports;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/budgets}: spend caps on the account, on sub-accounts, keys, tags and providers. Admins
 * change them; a sub-account's key sees those on its sub-account, its keys and its own tags.
 */
public final class BudgetsApi {

    private final BudgetBook book;
    private final BudgetViews views;
    private final Accounts accounts;

    public BudgetsApi(
            BudgetBook book,
            SpendLedger ledger,
            ZoneId zone,
            Clock clock,
            UsageReports reports,
            Accounts accounts) {
        this.book = book;
        this.views = new BudgetViews(ledger, reports, zone, clock);
        this.accounts = accounts;
    }

    /** Creates a budget; it holds from the next call on, with what the period has already seen. */
    public Reply create(@Variable("request") ManagementRequest request) {
        return Replies.created(views.view(book.create(request.byAdmin().body())));
    }

    /** Lists budgets. */
    public Reply list(@Variable("request") ManagementRequest request) {
        return Replies.ok(AccountViews.list(seen(request.sees()), views::view));
    }

    /** Shows one budget; 404 for one that the caller may not see. */
    public Reply show(@Variable("request") ManagementRequest request) {
        Budget budget =
                seen(request.sees()).stream()
                        .filter(one -> one.id().equals(request.id()))
                        .findFirst()
                        .orElseThrow(() -> BudgetBook.unknown(request.id()));
        return Replies.ok(views.view(budget));
    }

    /** Changes one budget's cap, period or thresholds; it holds from the next call on. */
    public Reply change(@Variable("request") ManagementRequest request) {
        return Replies.ok(views.view(book.change(request.byAdmin().id(), request.body())));
    }

    /** Deletes one budget. */
    public Reply delete(@Variable("request") ManagementRequest request) {
        book.delete(request.byAdmin().id());
        return Replies.ok(AccountViews.deleted(request.id()));
    }

    /** Deletes the budgets on keys and sub-accounts that are no longer there. */
    public void deleteOfDeleted() {
        Set<String> keys = keys(null);
        Set<String> subAccounts =
                accounts.subAccounts().list(null).stream()
                        .map(SubAccount::id)
                        .collect(Collectors.toSet());
        book.deleteOn(
                scope -> {
                    String subAccount = scope.subAccount();
                    return scope.kind() == Scope.Kind.KEY
                            ? !keys.contains(scope.id()) && !scope.id().equals(AdminKey.ID)
                            : subAccount != null && !subAccounts.contains(subAccount);
                });
    }

    private Set<String> keys(@Nullable String onlyOf) {
        return accounts.keys().list(onlyOf).stream().map(ApiKey::id).collect(Collectors.toSet());
    }

    private List<Budget> seen(@Nullable String subAccount) {
        if (subAccount == null) {
            return book.list();
        }
        Set<String> own = keys(subAccount);
        return book.list().stream()
                .filter(budget -> isOf(budget.scope(), subAccount, own))
                .toList();
    }

    private static boolean isOf(Scope scope, String subAccount, Set<String> keys) {
        return subAccount.equals(scope.subAccount())
                || (scope.kind() == Scope.Kind.KEY && keys.contains(scope.id()));
    }
}
