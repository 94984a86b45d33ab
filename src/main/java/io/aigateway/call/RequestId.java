package io.aigateway.call;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id a request is known by in the answer, the log and the usage record. */
public final class RequestId {

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private static final int HALF = 12;

    private RequestId() {}

    /** The caller's own id where it sent a harmless one, to be echoed. */
    public static Optional<String> accepted(@Nullable String fromCaller) {
        return Optional.ofNullable(fromCaller).filter(id -> ACCEPTABLE.matcher(id).matches());
    }

    /** The caller's own id, else a new one. */
    public static String of(@Nullable String fromCaller) {
        return accepted(fromCaller).orElseGet(RequestId::fresh);
    }

    /**
     * A new id: {@code req_}, 12 hex digits of the time and 12 random ones. It needs to be unique,
     * not secret; ids that follow the time keep the records' index compact, since neighbours are
     * written together.
     */
    public static String fresh() {
        HexFormat hex = HexFormat.of();
        return "req_"
                + hex.toHexDigits(System.currentTimeMillis(), HALF)
                + hex.toHexDigits(ThreadLocalRandom.current().nextLong(), HALF);
    }
}
