package io.aigateway.call;

import io.aigateway.account.Authentication.Known;
import io.aigateway.call.Attempt.Kind;
import io.aigateway.money.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way from the door to the ledger: the one typed variable that crosses routes. Each
 * step adds what it found out and passes a new value on.
 *
 * @param id the request id
 * @param receivedAt when the call came in
 * @param startedNanos the same by {@link System#nanoTime}, for durations
 * @param request what is asked for
 * @param headers the request headers as the wire said them
 * @param replyStream where a streamed answer goes
 * @param caller who asks; null until authenticated
 * @param tags what the call is booked under
 * @param plan who may be asked; null until planned
 * @param holds what is held for it until it ends
 * @param credentials the caller's own keys at providers
 * @param progress how far it has come
 * @param answerHeaders headers that the answer will carry
 */
public record Call(
        String id,
        Instant receivedAt,
        long startedNanos,
        Request request,
        WireHeaders headers,
        ReplyStream replyStream,
        @Nullable Known caller,
        Tags tags,
        @Nullable Plan plan,
        Holds holds,
        Credentials credentials,
        Progress progress,
        Map<String, String> answerHeaders) {

    private static final String WARNING = "x-aig-warning";
    private static final int STREAMING = 200;

    /** A call that has just come in. */
    public static Call received(
            String id, Instant at, Request request, WireHeaders headers, ReplyStream replyStream) {
        return new Call(
                id,
                at,
                System.nanoTime(),
                request,
                headers,
                replyStream,
                null,
                Tags.NONE,
                null,
                Holds.NONE,
                Credentials.NONE,
                Progress.NONE,
                Map.of());
    }

    /** The same call, whose answer goes to this stream. */
    public Call answeringTo(ReplyStream stream) {
        return new CallDraft(this).replyStream(stream).done();
    }

    /** The same call, by this caller. */
    public Call by(Known known) {
        return new CallDraft(this).caller(known).done();
    }

    /** The same call, booked under these tags. */
    public Call tagged(Tags given) {
        return new CallDraft(this).tags(given).done();
    }

    /** The same call, with a plan. */
    public Call planned(Plan made) {
        return new CallDraft(this).plan(made).done();
    }

    /** The same call, with other things held for it. */
    public Call holding(Holds held) {
        return new CallDraft(this).holds(held).done();
    }

    /** The same call, with keys that its caller brought for providers. */
    public Call with(Credentials own) {
        return new CallDraft(this).credentials(own).done();
    }

    /** The same call, with more headers for its answer. */
    public Call answering(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(answerHeaders);
        all.putAll(more);
        return new CallDraft(this).answerHeaders(all).done();
    }

    /** The same call, with one more sentence in {@code x-aig-warning}. */
    public Call warning(String sentence) {
        return answering(
                Map.of(
                        WARNING,
                        answerHeaders.containsKey(WARNING)
                                ? answerHeaders.get(WARNING) + "; " + sentence
                                : sentence));
    }

    /** The same call, beginning its next attempt now, which is in turn. */
    public Call attempting() {
        return attempting(Kind.IN_TURN);
    }

    /** The same call, beginning its next attempt now. */
    public Call attempting(Kind kind) {
        return with(progress.attempting(System.nanoTime(), kind));
    }

    /** The same call, whose running attempt another may join. */
    public Call racing(Race race) {
        return with(progress.racing(race));
    }

    /** The same call after a race of two attempts, of which the one that decided stands last. */
    public Call raced(Plan whole, List<Attempt> both) {
        return with(progress.raced(both)).planned(whole);
    }

    /** The same call, with the request for the running attempt. */
    public Call sending(Outgoing prepared) {
        return with(progress.sending(prepared));
    }

    /** The same call, answered by the running attempt. */
    public Call answered(int status, Outcome outcome, Answer answer) {
        return with(
                progress.answered(attempt(outcome, status, null, null, answer.usage()), answer));
    }

    /** The same call, after the running attempt failed. */
    public Call failed(Outcome outcome, int status, String error) {
        return failed(outcome, status, error, null);
    }

    /** The same, of a provider that asked to be left alone for a while. */
    public Call failed(Outcome outcome, int status, String error, @Nullable Duration retryAfter) {
        return failed(outcome, status, error, retryAfter, Usage.NONE);
    }

    /** The same, of a provider that bills for what it did before it failed. */
    public Call failed(
            Outcome outcome,
            int status,
            String error,
            @Nullable Duration retryAfter,
            Usage billed) {
        return with(progress.failed(attempt(outcome, status, error, retryAfter, billed)));
    }

    /**
     * The same call, whose answer broke off after part of it had been sent, and is to be continued
     * from there.
     */
    public Call interrupted(Outcome outcome, String error, Usage billed, Unfinished rest) {
        Progress broken =
                progress.interrupted(attempt(outcome, STREAMING, error, null, billed), rest);
        return new CallDraft(this).progress(broken).request(rest.continued()).done();
    }

    private Call with(Progress made) {
        return new CallDraft(this).progress(made).done();
    }

    private Attempt attempt(
            Outcome outcome,
            int status,
            @Nullable String error,
            @Nullable Duration retryAfter,
            Usage used) {
        long millis = (System.nanoTime() - progress.attemptStartedNanos()) / 1_000_000;
        return new Attempt(
                candidate(),
                progress.running().kind(),
                outcome,
                status,
                millis,
                error,
                retryAfter,
                used);
    }

    /** Since when the caller waits for a word, by {@link System#nanoTime}. */
    public long waitingSinceNanos() {
        Unfinished rest = progress.unfinished();
        return rest == null ? startedNanos : rest.brokeNanos();
    }

    /** Who asks; only after authentication. */
    public Known knownCaller() {
        return Objects.requireNonNull(caller, "the call has not been authenticated");
    }

    /** Who may be asked; only after planning. */
    public Plan knownPlan() {
        return Objects.requireNonNull(plan, "the call has not been planned");
    }

    /** The candidate of the running attempt: the first one that nothing came of yet. */
    public Candidate candidate() {
        return knownPlan()
                .candidates()
                .get(Math.min(progress.attempts().size(), knownPlan().length() - 1));
    }

    /** The request of the running attempt; only after it was prepared. */
    public Outgoing outgoing() {
        return Objects.requireNonNull(progress.outgoing(), "no request has been prepared");
    }
}
