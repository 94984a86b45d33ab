package io.aigateway.migrate.keys;

import io.aigateway.account.KeySecret;
import io.aigateway.money.Money;
import io.aigateway.usage.Caller;
import io.aigateway.usage.OpeningBalances;
import io.aigateway.usage.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Opening balances. LiteLLM keeps what keys and what tags spent apart, and not which key spent what
 * under which tag. Counted one beside the other, the whole would have spent it twice; so the tags
 * are laid over the keys: the sums of each key, each team, each tag and of the whole are right, and
 * only which of them met is made up.
 *
 * <p>Some was spent in a period that still runs, and counts now; some before. A sum that never
 * begins anew may lie in either, so it is moved or stretched to where the other needs it; what was
 * spent in a period that is over stays in the past.
 */
final class Opening {

    /** A usage record holds no more. */
    private static final long MOST = 1_000_000_000_000_000L;

    private final Instant now;
    private final Instant past;
    private final List<Part> before = new ArrayList<>();
    private final List<Part> current = new ArrayList<>();
    private final Map<String, Sum> tags = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** What a caller spent. */
    private record Part(String id, Caller caller, long nanos, boolean movable) {}

    /** What was spent under a tag. */
    private record Sum(long nanos, boolean current, boolean movable) {}

    Opening(Instant now, Instant past) {
        this.now = now;
        this.past = past;
    }

    /** What a key, or a sub-account without one, spent. */
    void caller(String id, Caller caller, Terms terms, Money spent) {
        if (spent.nanos() > 0) {
            boolean isCurrent = terms.spentAt(now).equals(now);
            Part part = new Part(id, caller, spent.nanos(), !isCurrent && !terms.renews());
            (isCurrent ? current : before).add(part);
        }
    }

    /** What was spent under a tag; a row that is there twice counts once. */
    void tag(String tag, Terms terms) {
        boolean isCurrent = terms.spentAt(now).equals(now);
        boolean movable = !isCurrent && !terms.renews();
        tags.putIfAbsent(tag, new Sum(terms.spent().nanos(), isCurrent, movable));
    }

    /** The records. */
    List<UsageRecord> records() {
        long wanted = most(sum -> sum.current);
        move(wanted - length(current));
        fill(current, wanted - length(current));
        fill(before, most(sum -> !sum.current && !sum.movable) - length(before));
        fill(before, most(Sum::movable) - length(before) - length(current));
        List<UsageRecord> records = new ArrayList<>();
        long end = length(before);
        lay(records, before, past, sum -> sum.current ? 0 : sum.nanos);
        lay(
                records,
                current,
                now,
                sum -> sum.current ? sum.nanos : sum.movable ? sum.nanos - end : 0);
        return records;
    }

    private long most(Predicate<Sum> which) {
        return tags.values().stream().filter(which).mapToLong(Sum::nanos).max().orElse(0);
    }

    private static long length(List<Part> parts) {
        return parts.stream().mapToLong(Part::nanos).sum();
    }

    /** Of what keys spent at any time, so much that a tag's running period finds it. */
    private void move(long nanos) {
        long left = nanos;
        for (ListIterator<Part> parts = before.listIterator(); parts.hasNext() && left > 0; ) {
            Part part = parts.next();
            long moved = part.movable ? Math.min(left, part.nanos) : 0;
            if (moved > 0) {
                current.add(new Part(part.id, part.caller, moved, false));
                parts.set(new Part(part.id, part.caller, part.nanos - moved, true));
                left -= moved;
            }
        }
        before.removeIf(part -> part.nanos == 0);
    }

    /** What was spent under a tag by keys that are gone. */
    private static void fill(List<Part> parts, long nanos) {
        if (nanos > 0) {
            parts.add(new Part("tags", Caller.UNKNOWN, nanos, false));
        }
    }

    /** A record for each stretch of one caller under the same tags. */
    private void lay(
            List<UsageRecord> records, List<Part> parts, Instant at, ToLongFunction<Sum> reach) {
        SortedSet<Long> cuts = new TreeSet<>();
        tags.values().forEach(sum -> cuts.add(reach.applyAsLong(sum)));
        long start = 0;
        for (Part part : parts) {
            long end = start + part.nanos;
            while (start < end) {
                long from = start;
                long most = Math.min(end, from + MOST);
                SortedSet<Long> next = cuts.subSet(from + 1, most + 1);
                start = next.isEmpty() ? most : next.first();
                List<String> under =
                        tags.entrySet().stream()
                                .filter(tag -> reach.applyAsLong(tag.getValue()) > from)
                                .map(Map.Entry::getKey)
                                .toList();
                records.add(record(part, at, under, new Money(start - from)));
            }
        }
    }

    /** Those of tags alone are told apart by them, so that a later import adds those of others. */
    private UsageRecord record(Part part, Instant at, List<String> under, Money spent) {
        String id = part.caller.equals(Caller.UNKNOWN) ? part.id + hash(under) : part.id;
        int number = numbers.merge(id, 1, Integer::sum) - 1;
        Caller with = new Caller(part.caller.keyId(), part.caller.subAccountId(), under);
        return OpeningBalances.of(id + "-" + at.toEpochMilli() + "-" + number, at, with, spent);
    }

    private static String hash(List<String> tags) {
        return "-" + KeySecret.of(String.join(",", tags)).sha256().substring(0, 16);
    }
}
