package io.aigateway.call;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id a request is known by in the answer, the log and the usage record. */
public final class RequestId {

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestId() {}

    /** The caller's own id where it sent a harmless one, to be echoed. */
    public static Optional<String> accepted(@Nullable String fromCaller) {
        return Optional.ofNullable(fromCaller).filter(id -> ACCEPTABLE.matcher(id).matches());
    }

    /** The caller's own id, else a new one. */
    public static String of(@Nullable String fromCaller) {
        return accepted(fromCaller).orElseGet(RequestId::fresh);
    }

    /** A new id: {@code req_} and 24 random hex digits. It needs to be unique, not secret. */
    public static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "req_" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    }
}
