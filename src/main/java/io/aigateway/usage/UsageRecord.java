package io.aigateway.usage;

import io.aigateway.money.Usage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * The durable record of one call, refused and failed ones included; never any text of it.
 *
 * @param requestId unique, and made by the gateway: a record whose id is there already is taken for
 *     a repetition and counts nothing
 * @param createdAt when the call began, which decides the windows it counts in; kept to the
 *     millisecond
 * @param caller who made it
 * @param served what was asked and who answered
 * @param status the HTTP status that the caller got
 * @param usage the tokens used
 * @param cost what it cost
 * @param timing how long it took
 * @param marks what was special about it
 */
public record UsageRecord(
        String requestId,
        Instant createdAt,
        Caller caller,
        Served served,
        int status,
        Usage usage,
        Cost cost,
        Timing timing,
        Set<Mark> marks) {

    public UsageRecord {
        if (requestId.isBlank()) {
            throw new IllegalArgumentException("request id must not be blank");
        }
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status must be 100 to 599, but was " + status);
        }
        if (createdAt.toEpochMilli() < 0) {
            throw new IllegalArgumentException(
                    "created at must not be before 1970, but was " + createdAt);
        }
        marks = Set.copyOf(marks);
    }

    /** The same with one more mark. */
    public UsageRecord with(Mark mark) {
        Set<Mark> more = EnumSet.of(mark);
        more.addAll(marks);
        return new UsageRecord(
                requestId, createdAt, caller, served, status, usage, cost, timing, more);
    }

    /** True for a mark. */
    public boolean is(Mark mark) {
        return marks.contains(mark);
    }
}
