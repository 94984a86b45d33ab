package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Any sequence of reservations, settlements, releases, sweeps, restarts, dropped counters and steps
 * of the clock leaves a ledger with the balances of the {@link LedgerModel}: caps hold (I1), each
 * call is closed once (I2), counters equal records (I3) to the nano-dollar (I4), nothing is
 * negative (I5), and records alone give the counters (I6).
 */
class LedgerPropertyTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration HOLD_FOR = Duration.ofMinutes(15);

    /** An hour before the clocks go back, in the night to a new week. */
    private static final Instant START = Instant.parse("2026-10-24T23:30:00Z");

    private static final List<Scope> SCOPES =
            Scope.ofCall(
                    "acc", "sa_1", "key_1", List.of("team:a", "team:b"), List.of("openai", "xai"));

    @Property(tries = 300)
    @Tag("M14")
    @Tag("I1")
    @Tag("I2")
    @Tag("I3")
    @Tag("I4")
    @Tag("I5")
    @Tag("I6")
    void anySequenceOfOperationsLeavesTheBalancesOfTheModel(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        // Given
        Run run = new Run(new Random(seed));

        // When
        for (int i = 0; i < steps; i++) {
            run.step(i);

            // Then
            run.assertLikeTheModel();
        }
    }

    /** A ledger and its model, which go through the same. */
    private static final class Run {

        private final Random random;
        private final LedgerModel model = new LedgerModel(ZONE);
        private final List<Reservation> made = new ArrayList<>();
        private final List<CapLine> caps = new ArrayList<>();
        private Instant now = START;
        private Instant latest = START;
        private int starts;
        private SpendLedger ledger;

        Run(Random random) {
            this.random = random;
            this.ledger = start();
            for (Scope scope : SCOPES) {
                Period period = Period.values()[random.nextInt(Period.values().length)];
                Money cap = new Money(random.nextInt(2_000));
                caps.add(new CapLine(scope, period, cap, "bud_" + scope.id()));
            }
        }

        void step(int number) {
            switch (random.nextInt(11)) {
                case 0, 1, 2, 3 -> reserve("call-" + number);
                case 4, 5 -> close(random.nextInt(200));
                case 6 -> close(0);
                case 7 -> moveClock();
                case 8 -> sweep();
                case 9 -> forget();
                default -> restart();
            }
        }

        void assertLikeTheModel() {
            for (Scope scope : SCOPES) {
                for (Period period : Period.values()) {
                    Standing expected = model.standing(scope, period.windowAt(now, ZONE));
                    assertThat(ledger.standing(scope, period, now))
                            .as("%s %s at %s", scope.text(), period, now)
                            .isEqualTo(expected);
                }
            }
        }

        private void reserve(String id) {
            List<Scope> scopes = SCOPES.stream().filter(scope -> random.nextInt(3) > 0).toList();
            List<CapLine> lines =
                    caps.stream().filter(line -> scopes.contains(line.scope())).toList();
            long amount = random.nextInt(200);
            Verdict verdict = ledger.reserve(id, scopes, lines, new Money(amount), now);
            boolean allowed = model.reserve(id, new LedgerModel.Call(scopes, amount, now), lines);
            assertThat(verdict instanceof Verdict.Allowed).isEqualTo(allowed);
            if (verdict instanceof Verdict.Allowed given) {
                made.add(given.reservation());
            }
        }

        private void close(long cost) {
            if (made.isEmpty()) {
                return;
            }
            Reservation reservation = made.get(random.nextInt(made.size()));
            boolean wasOpen = model.open.containsKey(reservation.id());
            Charge charge = charge(cost);
            boolean closed =
                    cost == 0
                            ? ledger.release(reservation)
                            : ledger.settle(reservation, charge, () -> {});
            assertThat(closed).isEqualTo(wasOpen);
            if (wasOpen) {
                model.settle(reservation.id(), charge);
            }
        }

        /** What it cost in all, and what of that the attempts at two providers did. */
        private Charge charge(long cost) {
            long ofFirst = cost == 0 ? 0 : random.nextLong(cost);
            return Charge.of(
                    new Money(cost),
                    Map.of("openai", new Money(ofFirst), "xai", new Money(cost - ofFirst)));
        }

        /** Onward by up to a month, or back, but never an hour behind where it has been. */
        private void moveClock() {
            long most = random.nextBoolean() ? 3_600 : 2_700_000;
            now =
                    random.nextInt(3) == 0
                            ? latest.minusSeconds(random.nextInt(3_600))
                            : now.plusSeconds(random.nextLong(most));
            latest = now.isAfter(latest) ? now : latest;
        }

        private void sweep() {
            for (Reservation lost : ledger.expired(now)) {
                assertThat(ledger.settle(lost, lost.amount())).isTrue();
                model.settle(lost.id(), Charge.everywhere(lost.amount()));
            }
            assertThat(model.open.values())
                    .allSatisfy(call -> assertThat(call.at().plus(HOLD_FOR)).isAfter(now));
        }

        /** Drops every counter that holds nothing; the records tell it again. */
        private void forget() {
            ledger.beginRound();
            ledger.forgetIdle(1);
            assertThat(ledger.counted(this::holdsNothing)).isEmpty();
        }

        private boolean holdsNothing(Scope scope) {
            return model.open.values().stream().noneMatch(call -> call.scopes().contains(scope));
        }

        private void restart() {
            model.chargeWhatIsOpen();
            ledger = start();
        }

        private SpendLedger start() {
            starts++;
            return SpendLedger.inMemory(
                    model::spent, new LedgerTerms("node@" + starts, ZONE, HOLD_FOR, 1_000, 0));
        }
    }
}
