package io.aigateway.budget;

import io.aigateway.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a ledger does, said as simply as possible: lists of calls, summed up anew each time. */
final class LedgerModel {

    record Call(List<Scope> scopes, long amount, Instant at) {
        boolean isIn(Scope scope, Window window, ZoneId zone) {
            return scopes.contains(scope) && window.period().windowAt(at, zone).equals(window);
        }
    }

    final List<Call> settled = new ArrayList<>();
    final Map<String, Call> open = new LinkedHashMap<>();
    private final ZoneId zone;

    LedgerModel(ZoneId zone) {
        this.zone = zone;
    }

    boolean reserve(String id, Call call, List<CapLine> caps) {
        for (CapLine line : caps) {
            Window window = line.period().windowAt(call.at(), zone);
            Standing standing = standing(line.scope(), window);
            if (standing.used().nanos() + call.amount() > line.cap().nanos()) {
                return false;
            }
        }
        open.put(id, call);
        return true;
    }

    void settle(String id, long actual) {
        Call call = Objects.requireNonNull(open.remove(id));
        settled.add(new Call(call.scopes(), actual, call.at()));
    }

    void chargeWhatIsOpen() {
        settled.addAll(open.values());
        open.clear();
    }

    Standing standing(Scope scope, Window window) {
        return new Standing(spent(scope, window), sum(open.values(), scope, window));
    }

    Money spent(Scope scope, Window window) {
        return sum(settled, scope, window);
    }

    private Money sum(Iterable<Call> calls, Scope scope, Window window) {
        long sum = 0;
        for (Call call : calls) {
            sum += call.isIn(scope, window, zone) ? call.amount() : 0;
        }
        return new Money(sum);
    }
}
