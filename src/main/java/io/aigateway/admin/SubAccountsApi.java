package io.aigateway.admin;

import io.aigateway.account.AccountViews;
import io.aigateway.account.Accounts;
import io.aigateway.account.ProviderKeys;
import io.aigateway.account.SubAccount;
import io.aigateway.account.SubAccounts;
import io.aigateway.call.Reply;
import io.aigateway.usage.UsageReports;
import io.aigateway.usage.UsageViews;
import java.util.Objects;
import org.apache.camel.Variable;

/** {@code /v1/sub-accounts}: admins change them; a sub-account's key sees its own. */
public final class SubAccountsApi {

    private static final String USUAL_WINDOW = "30d";

    private final SubAccounts subAccounts;
    private final UsageReports reports;
    private final FreshRecords fresh;
    private final ProviderKeys providerKeys;

    public SubAccountsApi(
            Accounts accounts,
            UsageReports reports,
            FreshRecords fresh,
            ProviderKeys providerKeys) {
        this.fresh = fresh;
        this.providerKeys = providerKeys;
        this.subAccounts = accounts.subAccounts();
        this.reports = reports;
    }

    /** Creates a sub-account and its first key; the secret is in this reply and never again. */
    public Reply create(@Variable("request") ManagementRequest request) {
        return Replies.created(
                AccountViews.newSubAccount(subAccounts.create(request.byAdmin().body())));
    }

    /** Lists sub-accounts. */
    public Reply list(@Variable("request") ManagementRequest request) {
        return Replies.ok(
                AccountViews.list(subAccounts.list(request.sees()), AccountViews::subAccount));
    }

    /** Shows one sub-account. */
    public Reply show(@Variable("request") ManagementRequest request) {
        return Replies.ok(AccountViews.subAccount(subAccounts.get(request.id(), request.sees())));
    }

    /** Changes one sub-account. */
    public Reply change(@Variable("request") ManagementRequest request) {
        return Replies.ok(
                AccountViews.subAccount(subAccounts.patch(request.byAdmin().id(), request.body())));
    }

    /** Deletes one sub-account; its keys stop working. */
    public Reply delete(@Variable("request") ManagementRequest request) {
        subAccounts.delete(request.byAdmin().id());
        providerKeys.forget(request.id());
        return Replies.ok(AccountViews.deleted(request.id()));
    }

    /** Reports what one sub-account used. */
    public Reply usage(@Variable("request") ManagementRequest request) {
        fresh.await();
        SubAccount one = subAccounts.get(request.id(), request.sees());
        String window = Objects.requireNonNullElse(request.query("window"), USUAL_WINDOW);
        return Replies.ok(
                UsageViews.subAccountUsage(reports.ofSubAccount(one.id(), reports.window(window))));
    }
}
