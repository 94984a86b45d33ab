package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands around routers: retries, and limits of keys. */
final class Middleware {

    private static final String ONCE =
            "nobody is asked twice for one call; the next candidate is, and Retry-After is kept";
    private static final String LIMIT =
            "keys have limits here: 'aig key create NAME --rpm N', or rate_limit_rpm of a key";
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,9})\\s*(ms|s|secs?|m|mins?|minutes?|h|hours?|d|days?)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    private Middleware() {}

    /** Tells what becomes of it. */
    static void tell(Setting holder) {
        holder.get("retries").ifPresent(retries -> retries.changed(ONCE));
        Optional<Setting> limit = holder.get("rate-limit");
        limit.flatMap(one -> one.get("per-api-key")).ifPresent(Middleware::limit);
        limit.filter(one -> one.get("capacity").isPresent()).ifPresent(Middleware::limit);
    }

    private static void limit(Setting limit) {
        Optional<String> calls = perMinute(limit);
        limit.changed(calls.map(number -> LIMIT.replace("N'", number + "'")).orElse(LIMIT));
    }

    private static Optional<String> perMinute(Setting limit) {
        Optional<BigDecimal> capacity = limit.get("capacity").flatMap(Setting::number);
        Optional<BigDecimal> millis =
                limit.get("refill-frequency").flatMap(Setting::text).flatMap(Middleware::millis);
        return capacity.filter(number -> number.signum() > 0 && millis.isPresent())
                .map(number -> number.multiply(MINUTE))
                .map(number -> number.divide(millis.orElseThrow(), 0, RoundingMode.CEILING))
                .filter(number -> number.compareTo(MOST) < 0)
                .map(BigDecimal::toPlainString);
    }

    private static Optional<BigDecimal> millis(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String word = "" + time.group(2);
        String unit = word.equals("ms") ? word : word.substring(0, 1);
        return Optional.of(
                        BigDecimal.valueOf(Long.parseLong(time.group(1)))
                                .multiply(BigDecimal.valueOf(MILLIS.getOrDefault(unit, 1L))))
                .filter(number -> number.signum() > 0);
    }
}
