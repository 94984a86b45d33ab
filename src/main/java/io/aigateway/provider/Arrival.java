package io.aigateway.provider;

import io.aigateway.call.InFlight;
import io.aigateway.call.InFlight.Cut;
import io.aigateway.call.ReplyStream.CallerGone;
import io.aigateway.stream.PeekedBody;
import io.aigateway.stream.UpstreamBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer as it arrives, within the limits of its attempt.
 *
 * @param body its bytes
 * @param flight the attempt
 * @param room for the bytes that are read
 */
record Arrival(InputStream body, InFlight flight, AnswerMemory.Room room) {

    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final int LARGEST_ERROR = 64 * 1024;

    /** From here on the attempt is cut by dropping the connection under this body. */
    static Arrival of(InputStream body, InFlight flight, AnswerMemory.Room room) {
        flight.connected(() -> UpstreamBody.abort(body));
        return new Arrival(body, flight, room);
    }

    /**
     * The same, once its first character is there.
     *
     * @throws UpstreamFailure when that does not come
     */
    Arrival peeked() {
        try {
            return new Arrival(PeekedBody.of(body), flight, room);
        } catch (IOException broken) {
            throw failure(broken, UpstreamError.connection("the provider sent no answer"));
        }
    }

    /** Whether it has been found to be one JSON object, though a stream may have been asked for. */
    boolean isObject() {
        try {
            return body instanceof PeekedBody peeked && peeked.isObject();
        } catch (IOException broken) {
            throw failure(broken, UpstreamError.connection("the provider sent no answer"));
        }
    }

    /** The same attempt with other bytes, which are in memory. */
    Arrival with(InputStream bytes) {
        return new Arrival(bytes, flight, room);
    }

    /** Whether nobody waits for it any more. */
    boolean unwanted() {
        return isUnwanted(flight.cut());
    }

    private static boolean isUnwanted(@Nullable Cut cut) {
        return cut == Cut.CALLER_LEFT || cut == Cut.OUTRUN;
    }

    /**
     * Its first word, or its head, is here.
     *
     * @throws UpstreamFailure when that was too late
     * @throws CallerGone when nobody waits any more
     */
    void speaks() {
        if (!flight.speaks()) {
            throw failure(
                    new IOException("cut"), UpstreamError.connection("the provider was cut off"));
        }
    }

    /**
     * It is good.
     *
     * @return false when the answer of a candidate that was asked beside it was good before
     */
    boolean wins() {
        boolean first = flight.wins();
        if (!first) {
            flight.cut(Cut.OUTRUN);
        }
        return first;
    }

    /** All of it. */
    byte[] whole() throws IOException {
        return UpstreamBody.readAll(body, LARGEST_ANSWER, room::take);
    }

    /** The start of an error; as much as came before it broke off. */
    String errorText() {
        try {
            return new String(body.readNBytes(LARGEST_ERROR), StandardCharsets.UTF_8);
        } catch (IOException cut) {
            return "";
        } finally {
            UpstreamBody.abort(body);
        }
    }

    /**
     * What it means that reading failed.
     *
     * @throws CallerGone when it failed because nobody waits any more
     */
    UpstreamFailure failure(IOException broken, UpstreamError otherwise) {
        Cut cut = flight.cut();
        if (isUnwanted(cut)) {
            throw new CallerGone();
        }
        if (cut != null) {
            return UpstreamFailure.late(cut);
        }
        return broken instanceof SocketTimeoutException
                ? UpstreamFailure.late(Cut.STALLED)
                : new UpstreamFailure(otherwise);
    }
}
