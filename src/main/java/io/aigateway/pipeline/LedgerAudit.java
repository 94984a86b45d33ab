package io.aigateway.pipeline;

import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendHistory;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Window;
import io.aigateway.money.Money;
import io.aigateway.usage.Difference;
import io.aigateway.usage.Sums;
import io.aigateway.usage.UsageLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the counters in memory with the usage records, while calls are made. A record is handed
 * over just before its counters change; so a counter is right when it is at least what the records
 * said a moment before, and at most what they say after.
 */
public final class LedgerAudit {

    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerAudit.class);

    /** Far longer than it takes from a record to its last counter. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private static final int LOOKS = 3;
    private static final int SCOPES_AT_A_TIME = 500;

    private final SpendLedger ledger;
    private final SpendHistory history;
    private final UsageLog log;
    private final ZoneId zone;
    private final Clock clock;
    private int next;

    public LedgerAudit(
            SpendLedger ledger, SpendHistory history, UsageLog log, ZoneId zone, Clock clock) {
        this.ledger = ledger;
        this.history = history;
        this.log = log;
        this.zone = zone;
        this.clock = clock;
    }

    /** Looks at some counters and logs what differs; at others the next time. */
    public synchronized void reconcile() {
        List<Scope> scopes = scopes();
        if (!log.healthy() || scopes.isEmpty()) {
            return;
        }
        int from = next < scopes.size() ? next : 0;
        next = Math.min(from + SCOPES_AT_A_TIME, scopes.size());
        differences(scopes.subList(from, next))
                .forEach(
                        one ->
                                LOGGER.error(
                                        "the counter of {} ({}) says {}, its records {}: a restart"
                                                + " counts anew; 'aig ledger verify' shows all",
                                        one.scope(),
                                        one.window(),
                                        one.counted().cost(),
                                        one.recorded().cost()));
    }

    /** What is counted in memory at this moment, in order. */
    public List<Scope> scopes() {
        return ledger.counted(scope -> true).stream().sorted().toList();
    }

    /**
     * The counters of scopes that are not what the records say. Only as long as the log is healthy
     * does it mean something that none is found.
     */
    public List<Difference> differences(List<Scope> scopes) {
        ledger.catchUp();
        List<Difference> found = new ArrayList<>();
        for (int from = 0; from < scopes.size(); from += SCOPES_AT_A_TIME) {
            int end = Math.min(from + SCOPES_AT_A_TIME, scopes.size());
            List<Look> looks = looksAt(scopes.subList(from, end));
            for (int i = 0; i < LOOKS && !looks.isEmpty(); i++) {
                looks = again(looks);
            }
            looks.forEach(look -> found.add(look.difference(zone)));
        }
        return found;
    }

    private List<Look> looksAt(List<Scope> scopes) {
        Instant now = clock.instant();
        return scopes.stream()
                .flatMap(
                        scope ->
                                Stream.of(Period.values())
                                        .map(period -> new Look(scope, period, now)))
                .toList();
    }

    /**
     * Reads records, counters and records again; keeps those that cannot be right. Nobody can say
     * while records cannot be written.
     */
    private List<Look> again(List<Look> looks) {
        if (!log.flushUnlessFailing()) {
            return List.of();
        }
        List<Money> before = looks.stream().map(this::recorded).toList();
        LockSupport.parkNanos(MOMENT.toNanos());
        List<Look> counted = looks.stream().map(look -> look.counted(ledger)).toList();
        if (!log.flushUnlessFailing()) {
            return List.of();
        }
        List<Look> wrong = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            Look look = counted.get(i);
            if (!look.spent().equals(before.get(i))) {
                Look checked = look.recorded(recorded(look));
                if (!checked.isBetween(before.get(i))) {
                    wrong.add(checked);
                }
            }
        }
        return wrong;
    }

    private Money recorded(Look look) {
        return history.spent(look.scope(), look.window(zone));
    }

    /** One counter, what it said and what the records said. */
    private record Look(Scope scope, Period period, Instant at, Money spent, Money recorded) {

        Look(Scope scope, Period period, Instant at) {
            this(scope, period, at, Money.ZERO, Money.ZERO);
        }

        Window window(ZoneId zone) {
            return period.windowAt(at, zone);
        }

        Look counted(SpendLedger ledger) {
            Money now = ledger.standing(scope, period, at).spent();
            return new Look(scope, period, at, now, recorded);
        }

        Look recorded(Money now) {
            return new Look(scope, period, at, spent, now);
        }

        boolean isBetween(Money before) {
            return spent.compareTo(before) >= 0 && spent.compareTo(recorded) <= 0;
        }

        Difference difference(ZoneId zone) {
            return new Difference(
                    "ledger",
                    scope.text(),
                    period.text() + " from " + window(zone).startsAt(zone),
                    new Sums(spent.nanos(), 0, 0, 0),
                    new Sums(recorded.nanos(), 0, 0, 0));
        }
    }
}
