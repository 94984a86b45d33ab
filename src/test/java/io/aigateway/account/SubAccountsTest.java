package io.aigateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayError;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SubAccountsTest {

    @Test
    void comesWithAKeyUnderBothOfItsNames() {
        // Given
        try (Office office = Office.inMemory()) {

            // When
            NewSubAccount made =
                    office.subAccount(
                            "{'name':'acme','external_ref':'42','spend_cap_cents':50000,"
                                    + "'rate_limit_rpm':300,'default_tag':'tenant:acme'}");

            // Then
            ObjectNode view = AccountViews.newSubAccount(made);
            assertThat(view.get("key")).isEqualTo(view.get("scoped_key"));
            assertThat(view.get("key").textValue()).startsWith("sk-aig-");
            assertThat(view.get("id").textValue()).startsWith("sa_");
            assertThat(view.get("object").textValue()).isEqualTo("sub_account");
            assertThat(view.get("spend_cap_cents").toString()).isEqualTo("50000");
            assertThat(view.get("cap_period").textValue()).isEqualTo("month");
            assertThat(view.get("created_at").isIntegralNumber()).isTrue();
            assertThat(office.authenticate(made.key().secret()))
                    .isEqualTo(new Authentication.Known(made.key().key(), made.subAccount()));
        }
    }

    @Test
    void aDeletedOneTakesItsKeysWithIt() {
        // Given
        try (Office office = Office.inMemory()) {
            NewSubAccount acme = office.subAccount("{'name':'acme'}");
            NewKey second =
                    office.key("{'name':'b','sub_account_id':'" + acme.subAccount().id() + "'}");
            NewSubAccount other = office.subAccount("{'name':'other'}");

            // When
            office.accounts.subAccounts().delete(acme.subAccount().id());

            // Then
            assertThat(office.authenticate(acme.key().secret()))
                    .isEqualTo(new Authentication.Unknown());
            assertThat(office.authenticate(second.secret()))
                    .isEqualTo(new Authentication.Unknown());
            assertThat(office.accounts.subAccounts().list(null))
                    .containsExactly(other.subAccount());
            assertThat(office.accounts.keys().list(null)).containsExactly(other.key().key());
        }
    }

    @Test
    @Tag("A9")
    void aSubAccountSeesItselfOnly() {
        // Given
        try (Office office = Office.inMemory()) {
            NewSubAccount acme = office.subAccount("{'name':'acme'}");
            NewSubAccount other = office.subAccount("{'name':'other'}");
            String sees = known(office, acme.key()).sees();

            // When
            GatewayError ofAccount =
                    Office.errorOf(
                            () -> office.accounts.subAccounts().get(other.subAccount().id(), sees));
            GatewayError ofKey =
                    Office.errorOf(() -> office.accounts.keys().get(other.key().key().id(), sees));

            // Then
            assertThat(ofAccount.status()).isEqualTo(404);
            assertThat(ofKey.status()).isEqualTo(404);
            assertThat(office.accounts.subAccounts().list(sees)).containsExactly(acme.subAccount());
            assertThat(office.accounts.keys().list(sees)).containsExactly(acme.key().key());
        }
    }

    @Test
    @Tag("A13")
    void itsKeyMayNotManageAndIsNeverWiderThanItself() {
        // Given
        try (Office office = Office.inMemory()) {
            NewSubAccount acme = office.subAccount("{'name':'acme','allowed_models':['openai/*']}");
            NewKey wide =
                    office.key(
                            "{'name':'wide','allowed_models':['*'],'sub_account_id':'"
                                    + acme.subAccount().id()
                                    + "'}");
            Authentication.Known caller = known(office, wide);

            // When
            GatewayError error = Office.errorOf(caller::requireAdmin);

            // Then
            assertThat(error.status()).isEqualTo(403);
            assertThat(error.type()).isEqualTo("scope_exceeded");
            assertThat(caller.mayUse("openai/gpt-5.4")).isTrue();
            assertThat(caller.mayUse("anthropic/claude-opus-4.7")).isFalse();
        }
    }

    @Test
    void aPlainKeySeesNoManagementAtAll() {
        // Given
        try (Office office = Office.inMemory()) {
            Authentication.Known plain = known(office, office.key("{'name':'plain'}"));

            // When
            GatewayError error = Office.errorOf(plain::sees);

            // Then
            assertThat(error.status()).isEqualTo(403);
        }
    }

    @Test
    void aPatchHoldsFromTheNextCallOn() {
        // Given
        try (Office office = Office.inMemory()) {
            NewSubAccount acme = office.subAccount("{'name':'acme','rate_limit_rpm':5}");

            // When
            office.accounts
                    .subAccounts()
                    .patch(acme.subAccount().id(), Office.body("{'spend_cap_cents':1}"));

            // Then
            Limits limits = Objects.requireNonNull(known(office, acme.key()).subAccount()).limits();
            assertThat(limits.spendCap()).hasToString("$0.01");
            assertThat(limits.rpm()).isEqualTo(5);
        }
    }

    @Test
    void addsTheDefaultTagsOfKeyAndSubAccount() {
        // Given
        try (Office office = Office.inMemory()) {
            NewSubAccount acme = office.subAccount("{'name':'acme','default_tag':'tenant:acme'}");
            NewKey key =
                    office.key(
                            "{'name':'b','default_tag':'bot','sub_account_id':'"
                                    + acme.subAccount().id()
                                    + "'}");

            // When
            Authentication.Known caller = known(office, key);

            // Then
            assertThat(caller.defaultTags()).containsExactly("bot", "tenant:acme");
        }
    }

    private static Authentication.Known known(Office office, NewKey key) {
        return (Authentication.Known) office.authenticate(key.secret());
    }
}
