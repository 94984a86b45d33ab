package io.aigateway.migrate.keys;

import io.aigateway.money.Money;
import io.aigateway.usage.Caller;
import io.aigateway.usage.OpeningBalances;
import io.aigateway.usage.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Opening balances of one moment. LiteLLM keeps what keys and what tags spent apart, and not which
 * key spent what under which tag. Counted one beside the other, the whole would have spent it
 * twice; so the tags are laid over the keys: the sums of each key, each team, each tag and of the
 * whole are right, and only which of them met is made up.
 */
final class Opening {

    /** A usage record holds no more. */
    private static final long MOST = 1_000_000_000_000_000L;

    private final Instant at;
    private final Map<Caller, Long> callers = new LinkedHashMap<>();
    private final Map<Caller, String> names = new LinkedHashMap<>();
    private final Map<String, Long> tags = new LinkedHashMap<>();

    Opening(Instant at) {
        this.at = at;
    }

    /** What a key, or a sub-account without one, spent. */
    void caller(String id, Caller caller, Money spent) {
        if (spent.nanos() > 0) {
            callers.merge(caller, spent.nanos(), Long::sum);
            names.put(caller, id);
        }
    }

    /** What was spent under a tag. */
    void tag(String tag, Money spent) {
        if (spent.nanos() > 0) {
            tags.merge(tag, spent.nanos(), Long::sum);
        }
    }

    /** The records. */
    List<UsageRecord> records() {
        List<UsageRecord> records = new ArrayList<>();
        long from = 0;
        for (Map.Entry<Caller, Long> one : callers.entrySet()) {
            long to = from + one.getValue();
            pieces(records, one.getKey(), names.getOrDefault(one.getKey(), ""), from, to);
            from = to;
        }
        long end = tags.values().stream().reduce(0L, Math::max);
        if (end > from) {
            pieces(records, Caller.UNKNOWN, "tags", from, end);
        }
        return records;
    }

    private void pieces(List<UsageRecord> records, Caller caller, String id, long from, long to) {
        SortedSet<Long> cuts = new TreeSet<>(tags.values());
        cuts.add(to);
        for (long cut = from + MOST; cut < to; cut += MOST) {
            cuts.add(cut);
        }
        long start = from;
        int number = 0;
        for (long cut : cuts.subSet(from + 1, to + 1)) {
            long begin = start;
            List<String> under =
                    tags.entrySet().stream()
                            .filter(tag -> tag.getValue() > begin)
                            .map(Map.Entry::getKey)
                            .toList();
            Caller with = new Caller(caller.keyId(), caller.subAccountId(), under);
            String name = id + "-" + at.toEpochMilli() + "-" + number++;
            records.add(OpeningBalances.of(name, at, with, new Money(cut - start)));
            start = cut;
        }
    }
}
