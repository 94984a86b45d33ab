package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.Budget;
import io.aigateway.budget.Budgets;
import io.aigateway.budget.LiveBudgets;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;
import io.aigateway.money.Money;
import io.aigateway.store.BudgetRow;
import io.aigateway.store.BudgetRows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The budgets that are kept, and those in force: what is changed here holds from the next call on.
 */
public final class BudgetBook {

    private final BudgetRows rows;
    private final LiveBudgets live;
    private final Supplier<String> ids;
    private final Clock clock;

    /** Puts what is kept in force. */
    public BudgetBook(BudgetRows rows, LiveBudgets live, Supplier<String> ids, Clock clock) {
        this.rows = rows;
        this.live = live;
        this.ids = ids;
        this.clock = clock;
        live.replace(Budgets.of(list()));
    }

    List<Budget> list() {
        return rows.list().stream().map(BudgetBook::budget).toList();
    }

    private BudgetRow row(String id) {
        return rows.find(id).orElseThrow(() -> unknown(id));
    }

    static GatewayException unknown(String id) {
        return Errors.notFound("There is no budget '" + Errors.printable(id) + "'.").asException();
    }

    synchronized Budget create(ObjectNode body) {
        Budget budget = BudgetBodies.create("bud_" + ids.get(), body);
        rows.insert(kept(budget, clock.instant()));
        live.replace(Budgets.of(list()));
        return budget;
    }

    synchronized Budget change(String id, ObjectNode body) {
        BudgetRow before = row(id);
        Budget budget = BudgetBodies.change(budget(before), body);
        rows.update(kept(budget, before.createdAt()));
        live.replace(Budgets.of(list()));
        return budget;
    }

    synchronized void delete(String id) {
        row(id);
        rows.delete(id);
        live.replace(Budgets.of(list()));
    }

    /** Deletes every budget on a scope of that kind, such as those of a key that was deleted. */
    synchronized void deleteOn(Predicate<Scope> scopes) {
        List<Budget> gone = list().stream().filter(one -> scopes.test(one.scope())).toList();
        gone.forEach(budget -> rows.delete(budget.id()));
        live.replace(Budgets.of(list()));
    }

    private static Budget budget(BudgetRow row) {
        return new Budget(
                row.id(),
                Scope.parse(row.scopeKind() + ":" + row.scopeId()),
                new Money(row.capNanos()),
                Period.named(row.period()),
                row.alertAt());
    }

    private static BudgetRow kept(Budget budget, Instant createdAt) {
        return new BudgetRow(
                budget.id(),
                budget.scope().kind().text(),
                budget.scope().id(),
                budget.cap().nanos(),
                budget.period().text(),
                budget.alertAt(),
                createdAt);
    }
}
