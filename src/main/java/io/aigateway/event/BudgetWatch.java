package io.aigateway.event;

import io.aigateway.budget.Budget;
import io.aigateway.budget.LedgerUnavailable;
import io.aigateway.budget.LiveBudgets;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Verdict;
import io.aigateway.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees when spending reaches what a budget wants to be told of, and when a sub-account is refused.
 * A call only notes what it touched; a thread looks at that a moment later, at each thing once
 * however many calls touched it.
 */
public final class BudgetWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(BudgetWatch.class);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int MOST_NOTED = 20_000;

    /** Every window begins at a whole quarter of an hour, in every time zone. */
    private static final long SECONDS_OF_A_QUARTER = 900;

    private final LiveBudgets budgets;
    private final SpendLedger ledger;
    private final MoneyEvents events;
    private final Told told;
    private final Map<Touched, Instant> touched = new ConcurrentHashMap<>();
    private final Map<Scope, Refusal> refusals = new ConcurrentHashMap<>();
    private final AtomicBoolean something = new AtomicBoolean();
    private final Thread watcher = new Thread(this::run, "budget-watch");
    private volatile AlertIndex index;
    private volatile boolean closing;

    /** Starts watching. */
    public BudgetWatch(
            LiveBudgets budgets, SpendLedger ledger, Events events, ZoneId zone, Clock clock) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.events = new MoneyEvents(zone);
        this.told = new Told(events, clock);
        this.index = new AlertIndex(budgets.current());
        watcher.setDaemon(true);
        watcher.start();
    }

    /**
     * Notes that something was spent on scopes.
     *
     * @param at the instant whose windows it was spent in
     */
    public void spent(List<Scope> scopes, Instant at) {
        AlertIndex alerts = alerts();
        if (alerts.isEmpty()) {
            return;
        }
        for (Scope scope : scopes) {
            if (alerts.covers(scope) && touched.size() < MOST_NOTED) {
                long quarter = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_QUARTER);
                touched.put(new Touched(scope, quarter), at);
                wake();
            }
        }
    }

    /** Notes that a call was refused by a cap; caps on sub-accounts are told. */
    public void refused(Verdict.Refused refused, Instant at) {
        Scope scope = refused.line().scope();
        if (scope.kind() == Scope.Kind.SUB_ACCOUNT && refusals.size() < MOST_NOTED) {
            refusals.put(scope, new Refusal(refused, at));
            wake();
        }
    }

    private AlertIndex alerts() {
        AlertIndex known = index;
        if (!known.isOf(budgets.current())) {
            known = new AlertIndex(budgets.current());
            index = known;
        }
        return known;
    }

    private void wake() {
        if (!something.get() && something.compareAndSet(false, true)) {
            LockSupport.unpark(watcher);
        }
    }

    private void run() {
        while (!closing) {
            while (!something.get() && !closing) {
                LockSupport.park(this);
            }
            LockSupport.parkNanos(closing ? 1 : MOMENT.toNanos());
            something.set(false);
            look();
        }
    }

    private void look() {
        for (Scope scope : refusals.keySet()) {
            Refusal refusal = refusals.remove(scope);
            told.tell(events.exhausted(refusal.verdict(), refusal.at()));
        }
        for (Touched each : touched.keySet()) {
            Instant at = touched.remove(each);
            try {
                lookAt(each.scope(), at);
            } catch (LedgerUnavailable down) {
                LOGGER.atDebug().log("a threshold is not looked at: {}", down.getMessage());
            }
        }
    }

    private void lookAt(Scope scope, Instant at) {
        for (Budget budget : alerts().on(scope)) {
            Money spent = ledger.standing(scope, budget.period(), at).spent();
            List<Money> amounts = budget.alertAmounts();
            for (int i = 0; i < amounts.size() && amounts.get(i).compareTo(spent) <= 0; i++) {
                told.tell(events.threshold(budget, scope, budget.alertAt().get(i), spent, at));
            }
        }
    }

    /** Looks a last time, and stops. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(watcher);
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        look();
    }

    private record Touched(Scope scope, long quarter) {}

    private record Refusal(Verdict.Refused verdict, Instant at) {}
}
