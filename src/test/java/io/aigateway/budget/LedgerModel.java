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

    /** A call that ended, and what each of its scopes paid. */
    record Settled(Call call, Charge charge) {}

    final List<Settled> settled = new ArrayList<>();
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

    void settle(String id, Charge charge) {
        settled.add(new Settled(Objects.requireNonNull(open.remove(id)), charge));
    }

    void chargeWhatIsOpen() {
        for (String id : List.copyOf(open.keySet())) {
            settle(id, Charge.everywhere(new Money(open.get(id).amount())));
        }
    }

    Standing standing(Scope scope, Window window) {
        long held = 0;
        for (Call call : open.values()) {
            held += call.isIn(scope, window, zone) ? call.amount() : 0;
        }
        return new Standing(spent(scope, window), new Money(held));
    }

    Money spent(Scope scope, Window window) {
        long spent = 0;
        for (Settled one : settled) {
            spent += one.call().isIn(scope, window, zone) ? one.charge().on(scope).nanos() : 0;
        }
        return new Money(spent);
    }
}
