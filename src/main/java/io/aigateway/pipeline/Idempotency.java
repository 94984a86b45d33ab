package io.aigateway.pipeline;

import io.aigateway.call.Call;
import io.aigateway.call.Json;
import io.aigateway.call.Reply;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.limit.KeptReplies;
import io.aigateway.limit.KeptReplies.Found;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call with an {@code Idempotency-Key} once. Its twin - the same key of the same tenant -
 * is answered with the same bytes, at no cost and without a record of its own; with 409 while the
 * first runs, or when it asks for something else. Only answers are kept: what failed or was refused
 * may be tried again under its key.
 */
public final class Idempotency {

    /** The largest answer that is kept, in bytes. */
    public static final int LARGEST = 1024 * 1024;

    private static final String HEADER = "idempotency-key";
    private static final int LONGEST_KEY = 255;

    private final KeptReplies<Reply> replies;

    public Idempotency(KeptReplies<Reply> replies) {
        this.replies = replies;
    }

    /**
     * The name under which a call is made once; empty when it carries no key. 400 for a bad key.
     */
    public Optional<String> name(Call call) {
        String key = call.headers().get(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        boolean plain = key.chars().allMatch(c -> c > ' ' && c < 127);
        if (key.isEmpty()
                || key.length() > LONGEST_KEY
                || !plain
                || call.headers().repeated(HEADER)) {
            throw Errors.invalidRequest(
                            "Idempotency-Key",
                            "The header Idempotency-Key must be sent once, with 1 to 255 visible ASCII characters.")
                    .asException();
        }
        String subAccount = call.knownCaller().key().subAccountId();
        return Optional.of(
                (subAccount == null ? call.knownCaller().key().id() : subAccount) + ' ' + key);
    }

    /**
     * The answer that was given under this name; null when there is none, and the call is to be
     * made.
     *
     * @throws io.aigateway.error.GatewayException 409 while the first call runs, and for another
     *     request
     */
    public @Nullable Reply recall(String name, Call call) {
        String fingerprint = fingerprint(call);
        Found<Reply> found = replies.claim(name, fingerprint);
        if (found.mine()) {
            return null;
        }
        Reply reply = found.reply();
        if (reply == null || !found.fingerprint().equals(fingerprint)) {
            throw conflict(found, fingerprint).asException();
        }
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.put("idempotency-replayed", "true");
        return Reply.whole(reply.status(), headers, reply.body());
    }

    private static GatewayError conflict(Found<Reply> found, String fingerprint) {
        if (!found.fingerprint().equals(fingerprint)) {
            return Errors.twin("This Idempotency-Key was used for another request.");
        }
        return found.running()
                ? Errors.runningTwin("A request with this Idempotency-Key is still running.")
                : Errors.twin(
                        "The request with this Idempotency-Key was answered and charged; its answer was too large to be kept.");
    }

    /**
     * Keeps an answer in one piece, before its caller has it; a stream is kept as it ends. What is
     * no answer is forgotten.
     */
    public void keep(String name, Reply reply) {
        if (reply.status() != 200) {
            replies.forget(name);
        } else if (!reply.streamed()) {
            boolean fits = reply.body().length > 0 && reply.body().length <= LARGEST;
            replies.keep(name, fits ? reply : null, reply.body().length);
        }
    }

    /** The call has ended; without an answer, it may be made again. */
    public void ended(String name) {
        replies.forget(name);
    }

    private static String fingerprint(Call call) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) call.request().api().ordinal());
            return HexFormat.of().formatHex(digest.digest(Json.bytes(call.request().body())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
