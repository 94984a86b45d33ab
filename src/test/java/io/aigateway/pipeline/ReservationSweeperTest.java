package io.aigateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.budget.LedgerTerms;
import io.aigateway.budget.Period;
import io.aigateway.budget.Reservation;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendHistory;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Standing;
import io.aigateway.budget.Verdict.Allowed;
import io.aigateway.money.Money;
import io.aigateway.store.Database;
import io.aigateway.usage.Mark;
import io.aigateway.usage.RecentCalls;
import io.aigateway.usage.UsageLog;
import io.aigateway.usage.UsageRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReservationSweeperTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Scope TAG = new Scope(Scope.Kind.TAG, "a");
    private static final List<Scope> SCOPES =
            List.of(new Scope(Scope.Kind.ACCOUNT, "main"), new Scope(Scope.Kind.KEY, "key_1"), TAG);

    private final SpendLedger ledger =
            SpendLedger.inMemory(
                    SpendHistory.EMPTY,
                    new LedgerTerms("node@1", ZoneOffset.UTC, Duration.ofMinutes(30), 1_000, 0));

    @Test
    @Tag("M6")
    void chargesWhatNobodyClosedInTimeAndRecordsItAsUnconfirmed() {
        // Given
        try (Database database = Database.inMemory();
                UsageLog log = new UsageLog(database)) {
            reserve("req_late", NOON.minus(Duration.ofMinutes(31)));
            reserve("req_young", NOON.minus(Duration.ofMinutes(29)));

            // When
            new ReservationSweeper(ledger, log, Clock.fixed(NOON, ZoneOffset.UTC)).sweep();

            // Then
            log.flush();
            UsageRecord record = new RecentCalls(database).byRequestId("req_late", null);
            assertThat(record.is(Mark.UNCONFIRMED)).isTrue();
            assertThat(record.cost().total()).isEqualTo(new Money(50));
            assertThat(record.caller().keyId()).isEqualTo("key_1");
            assertThat(record.caller().tags()).containsExactly("a");
            assertThat(ledger.standing(TAG, Period.DAY, NOON))
                    .isEqualTo(new Standing(new Money(50), new Money(50)));
        }
    }

    @Test
    @Tag("I2")
    void aCallThatEndsAfterItWasSweptIsNotChargedAgain() {
        // Given
        try (Database database = Database.inMemory();
                UsageLog log = new UsageLog(database)) {
            Reservation late = reserve("req_late", NOON.minus(Duration.ofMinutes(31)));
            new ReservationSweeper(ledger, log, Clock.fixed(NOON, ZoneOffset.UTC)).sweep();

            // When
            boolean settled = ledger.settle(late, new Money(7));

            // Then
            assertThat(settled).isFalse();
            assertThat(ledger.standing(TAG, Period.DAY, NOON).spent()).isEqualTo(new Money(50));
        }
    }

    private Reservation reserve(String id, Instant at) {
        return ((Allowed) ledger.reserve(id, SCOPES, List.of(), new Money(50), at)).reservation();
    }
}
