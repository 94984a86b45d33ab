package io.aigateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    @Test
    void aNewKeyWorksAtOnceAndIsToldAsTheContractSays() {
        // Given
        try (Office office = Office.inMemory()) {

            // When
            NewKey made =
                    office.key(
                            "{'name':'ci','spend_cap_cents':1250.5,'cap_period':'day',"
                                    + "'rate_limit_rpm':60,'rate_limit_tpm':90000,'max_parallel':4,"
                                    + "'allowed_models':['moonshot/*'],'default_tag':'ci',"
                                    + "'expires_at':'2027-01-01T00:00:00Z','unknown':1}");

            // Then
            assertThat(office.authenticate(made.secret()))
                    .isEqualTo(new Authentication.Known(made.key(), null));
            ObjectNode view = AccountViews.newKey(made);
            assertThat(view.remove("key").textValue()).matches("sk-aig-[0-9A-Za-z]{43}");
            assertThat(view)
                    .hasToString(
                            "{'id':'%s','object':'key','name':'ci','sub_account_id':null,"
                                    .concat("'spend_cap_cents':1250.5,'cap_period':'day',")
                                    .concat("'rate_limit_rpm':60,'rate_limit_tpm':90000,")
                                    .concat("'max_parallel':4,'allowed_models':['moonshot/*'],")
                                    .concat("'default_tag':'ci','expires_at':1798761600,")
                                    .concat("'last4':'%s','created_at':1795168800}")
                                    .formatted(made.key().id(), made.secret().last4())
                                    .replace('\'', '"'));
        }
    }

    @Test
    @Tag("A3")
    @Tag("A4")
    void answersEveryKeyThatDoesNotWorkInTheSameWay() {
        // Given
        try (Office office = Office.inMemory()) {
            NewKey revoked = office.key("{'name':'a'}");
            NewKey expired = office.key("{'name':'b','expires_at':1795168801}");
            NewKey working = office.key("{'name':'c'}");
            office.accounts.keys().delete(revoked.key().id());
            office.clock.move(Duration.ofSeconds(1));
            List<String> secrets =
                    List.of(
                            revoked.secret().reveal(),
                            expired.secret().reveal(),
                            working.secret().reveal() + "x",
                            working.secret().reveal().replace("sk-aig-", "sk-xyz-"),
                            working.secret().sha256(),
                            "",
                            " ",
                            "x".repeat(1_000_000));

            // When
            List<Authentication> answers =
                    secrets.stream().map(office.ring::authenticate).distinct().toList();

            // Then
            assertThat(answers).containsExactly(new Authentication.Unknown());
            GatewayError error = new Authentication.Unknown().error();
            assertThat(error.status()).isEqualTo(401);
            assertThat(error.message()).doesNotContain("sk-").doesNotContainIgnoringCase("hash");
            assertThat(office.ring.find(working.secret().reveal())).contains(working.key());
        }
    }

    @Test
    @Tag("A6")
    void noFileHoldsASecretAndNoTextShowsOne(@TempDir Path folder) throws IOException {
        // Given
        NewSubAccount tenant;
        NewKey rotated;
        try (Office office = Office.in(folder)) {
            tenant = office.subAccount("{'name':'tenant'}");
            rotated = office.accounts.keys().rotate(tenant.key().key().id());

            // When
            StringBuilder files = new StringBuilder();
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    files.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }

            // Then
            assertThat(files.toString())
                    .contains(rotated.secret().sha256())
                    .doesNotContain("sk-aig-")
                    .doesNotContain(rotated.secret().reveal().substring(10));
        }
        assertThat(tenant + " " + rotated).doesNotContain("sk-aig-");
    }

    @Test
    @Tag("A10")
    void textsThatLookLikeSqlAreOnlyTexts() {
        // Given
        try (Office office = Office.inMemory()) {
            NewKey other = office.key("{'name':'other'}");
            String evil = "x' or '1'='1'; drop table api_key; -- % _ \\\\";
            ObjectNode body = Office.body("{}").put("name", evil).put("default_tag", evil);
            NewKey made = office.accounts.keys().create(body);

            // When
            GatewayError error = Office.errorOf(() -> office.accounts.keys().delete("' or 1=1 --"));

            // Then
            assertThat(error.status()).isEqualTo(404);
            assertThat(office.ring.find(evil)).isEmpty();
            assertThat(office.accounts.keys().list(null))
                    .containsExactlyInAnyOrder(other.key(), made.key());
            assertThat(office.accounts.keys().get(made.key().id(), null).name()).isEqualTo(evil);
        }
    }

    @Test
    void knowsItsKeysAgainAfterARestart(@TempDir Path folder) {
        // Given
        NewKey made;
        NewSubAccount tenant;
        NewKey gone;
        try (Office office = Office.in(folder)) {
            made = office.key("{'name':'a','allowed_models':['x/*','y'],'spend_cap_cents':1}");
            tenant = office.subAccount("{'name':'t','rate_limit_rpm':7}");
            gone = office.key("{'name':'gone'}");
            office.accounts.keys().delete(gone.key().id());
        }

        // When
        try (Office office = Office.in(folder)) {

            // Then
            assertThat(office.authenticate(made.secret()))
                    .isEqualTo(new Authentication.Known(made.key(), null));
            assertThat(office.authenticate(tenant.key().secret()))
                    .isEqualTo(new Authentication.Known(tenant.key().key(), tenant.subAccount()));
            assertThat(office.authenticate(gone.secret())).isEqualTo(new Authentication.Unknown());
        }
    }

    @Test
    @Tag("A13")
    void changesOnlyWhatThePatchNamesAndNeverWhoTheKeyIs() {
        // Given
        try (Office office = Office.inMemory()) {
            NewKey made = office.key("{'name':'a','rate_limit_rpm':5,'default_tag':'t'}");

            // When
            ApiKey patched =
                    office.accounts
                            .keys()
                            .patch(
                                    made.key().id(),
                                    Office.body(
                                            "{'spend_cap_cents':100,'default_tag':null,'admin':true,"
                                                    + "'id':'key_other','last4':'zzzz'}"));

            // Then
            assertThat(patched.limits().rpm()).isEqualTo(5);
            assertThat(patched.limits().spendCap()).hasToString("$1.00");
            assertThat(patched.defaultTag()).isNull();
            assertThat(patched.admin()).isFalse();
            assertThat(patched.id()).isEqualTo(made.key().id());
            assertThat(patched.last4()).isEqualTo(made.key().last4());
            assertThat(office.ring.find(made.secret().reveal())).contains(patched);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{'name':''}|name",
                "{'name':7}|name",
                "{'name':'a','spend_cap_cents':'5'}|spend_cap_cents",
                "{'name':'a','spend_cap_cents':-1}|spend_cap_cents",
                "{'name':'a','spend_cap_cents':1e30}|spend_cap_cents",
                "{'name':'a','cap_period':'year'}|cap_period",
                "{'name':'a','rate_limit_rpm':0}|rate_limit_rpm",
                "{'name':'a','rate_limit_rpm':1.5}|rate_limit_rpm",
                "{'name':'a','rate_limit_tpm':'many'}|rate_limit_tpm",
                "{'name':'a','max_parallel':-1}|max_parallel",
                "{'name':'a','allowed_models':'x'}|allowed_models",
                "{'name':'a','allowed_models':[]}|allowed_models",
                "{'name':'a','allowed_models':[7]}|allowed_models",
                "{'name':'a','default_tag':'a,b'}|default_tag",
                "{'name':'a','expires_at':'soon'}|expires_at",
                "{'name':'a','expires_at':1000}|expires_at",
                "{'name':'a','sub_account_id':'sa_none'}|sub_account_id"
            })
    void refusesAWrongFieldByItsName(String body, String field) {
        // Given
        try (Office office = Office.inMemory()) {

            // When
            GatewayError error = Office.errorOf(() -> office.key(body));

            // Then
            assertThat(error.status()).isEqualTo(400);
            assertThat(error.type()).isEqualTo("invalid_request_error");
            assertThat(error.param()).isEqualTo(field);
            assertThat(office.accounts.keys().list(null)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRotatedKeyWorksUntilTheNewOneIsUsed(boolean restarted, @TempDir Path folder) {
        // Given
        NewKey old;
        NewKey rotated;
        try (Office office = Office.in(folder)) {
            old = office.key("{'name':'a'}");
            KeySecret neverUsed = office.accounts.keys().rotate(old.key().id()).secret();
            rotated = office.accounts.keys().rotate(old.key().id());
            assertThat(office.ring.find(old.secret().reveal())).isPresent();
            assertThat(office.ring.find(neverUsed.reveal())).isEmpty();
            if (!restarted) {
                assertThat(office.ring.find(rotated.secret().reveal())).isPresent();
            }
        }

        // When
        try (Office office = Office.in(folder)) {
            assertThat(office.ring.find(old.secret().reveal()).isPresent()).isEqualTo(restarted);
            assertThat(office.ring.find(rotated.secret().reveal())).contains(rotated.key());

            // Then
            assertThat(office.ring.find(old.secret().reveal())).isEmpty();
            assertThat(office.ring.find(rotated.secret().reveal())).contains(rotated.key());
        }
    }
}
