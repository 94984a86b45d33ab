package io.aigateway.call;

import io.aigateway.call.Attempt.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a call has come: who was asked, what is on its way, what was answered.
 *
 * @param attempts what came of the candidates asked so far
 * @param running the running attempt
 * @param outgoing the request of the running attempt
 * @param answer the answer, once there is one
 * @param unfinished an answer that broke off and is to be continued; null for none
 */
public record Progress(
        List<Attempt> attempts,
        Running running,
        @Nullable Outgoing outgoing,
        @Nullable Answer answer,
        @Nullable Unfinished unfinished) {

    /** Nothing asked yet. */
    public static final Progress NONE = new Progress(List.of(), Running.NONE, null, null, null);

    /** The attempts that have ended, those beside the running one included. */
    public List<Attempt> ended() {
        Race race = running.race();
        return race == null ? attempts : and(race.ended().stream().map(Progress::last).toList());
    }

    /** The tokens that the attempts so far are billed for, whatever came of them. */
    public long tokens() {
        return ended().stream().mapToLong(attempt -> attempt.usage().total()).sum();
    }

    /** When the running attempt began, by {@link System#nanoTime}. */
    public long attemptStartedNanos() {
        return running.startedNanos();
    }

    /** How many attempts have been begun, the running ones included. */
    public int begun() {
        Race race = running.race();
        return attempts.size() + (race != null && race.begun() ? 2 : 1);
    }

    Progress attempting(long now, Kind kind) {
        return new Progress(attempts, new Running(now, kind, null), null, null, unfinished);
    }

    Progress racing(Race race) {
        Running both = new Running(running.startedNanos(), running.kind(), race);
        return new Progress(attempts, both, null, null, unfinished);
    }

    Progress sending(Outgoing prepared) {
        return new Progress(attempts, running, prepared, null, unfinished);
    }

    Progress answered(Attempt attempt, Answer given) {
        return new Progress(and(List.of(attempt)), running, outgoing, given, unfinished);
    }

    Progress failed(Attempt attempt) {
        return new Progress(and(List.of(attempt)), running, null, null, unfinished);
    }

    Progress interrupted(Attempt attempt, Unfinished rest) {
        return new Progress(and(List.of(attempt)), running, null, null, rest);
    }

    /** The same after a race, in which the attempts were these, the one that decided last. */
    Progress raced(List<Attempt> both) {
        List<Attempt> all = new ArrayList<>(attempts.subList(0, attempts.size() - 1));
        all.addAll(both);
        Running over = new Running(running.startedNanos(), Kind.IN_TURN, null);
        return new Progress(List.copyOf(all), over, outgoing, answer, unfinished);
    }

    private static Attempt last(Call call) {
        return call.progress().last();
    }

    /** The newest of the attempts; there must be one. */
    public Attempt last() {
        return attempts.get(attempts.size() - 1);
    }

    private List<Attempt> and(List<Attempt> more) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.addAll(more);
        return List.copyOf(all);
    }
}
