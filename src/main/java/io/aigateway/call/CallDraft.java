package io.aigateway.call;

import io.aigateway.account.Authentication.Known;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Call} that is being changed; lives for one expression. */
final class CallDraft {

    private final Call call;
    private Request request;
    private ReplyStream replyStream;
    private @Nullable Known caller;
    private Tags tags;
    private @Nullable Plan plan;
    private Holds holds;
    private Credentials credentials;
    private Progress progress;
    private Map<String, String> answerHeaders;

    CallDraft(Call call) {
        this.call = call;
        this.request = call.request();
        this.replyStream = call.replyStream();
        this.caller = call.caller();
        this.tags = call.tags();
        this.plan = call.plan();
        this.holds = call.holds();
        this.credentials = call.credentials();
        this.progress = call.progress();
        this.answerHeaders = call.answerHeaders();
    }

    CallDraft request(Request other) {
        request = other;
        return this;
    }

    CallDraft replyStream(ReplyStream other) {
        replyStream = other;
        return this;
    }

    CallDraft caller(Known other) {
        caller = other;
        return this;
    }

    CallDraft tags(Tags other) {
        tags = other;
        return this;
    }

    CallDraft plan(Plan other) {
        plan = other;
        return this;
    }

    CallDraft holds(Holds other) {
        holds = other;
        return this;
    }

    CallDraft credentials(Credentials other) {
        credentials = other;
        return this;
    }

    CallDraft progress(Progress other) {
        progress = other;
        return this;
    }

    CallDraft answerHeaders(Map<String, String> other) {
        answerHeaders = other;
        return this;
    }

    Call done() {
        return new Call(
                call.id(),
                call.receivedAt(),
                call.startedNanos(),
                request,
                call.headers(),
                replyStream,
                caller,
                tags,
                plan,
                holds,
                credentials,
                progress,
                answerHeaders);
    }
}
