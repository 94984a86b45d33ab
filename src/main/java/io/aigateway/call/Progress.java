package io.aigateway.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a call has come: who was asked, what is on its way, what was answered.
 *
 * @param attempts what came of the candidates asked so far
 * @param attemptStartedNanos when the running attempt began, by {@link System#nanoTime}
 * @param outgoing the request of the running attempt
 * @param answer the answer, once there is one
 */
public record Progress(
        List<Attempt> attempts,
        long attemptStartedNanos,
        @Nullable Outgoing outgoing,
        @Nullable Answer answer) {

    /** Nothing asked yet. */
    public static final Progress NONE = new Progress(List.of(), 0, null, null);

    /** The tokens that the attempts so far are billed for, whatever came of them. */
    public long tokens() {
        return attempts.stream().mapToLong(attempt -> attempt.usage().total()).sum();
    }

    Progress attempting(long now) {
        return new Progress(attempts, now, null, null);
    }

    Progress sending(Outgoing prepared) {
        return new Progress(attempts, attemptStartedNanos, prepared, null);
    }

    Progress answered(Attempt attempt, Answer given) {
        return new Progress(and(attempt), attemptStartedNanos, outgoing, given);
    }

    Progress failed(Attempt attempt) {
        return new Progress(and(attempt), attemptStartedNanos, null, null);
    }

    private List<Attempt> and(Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return List.copyOf(all);
    }
}
