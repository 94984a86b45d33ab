package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Time limits. LiteLLM's {@code timeout} bounds a whole attempt, its {@code stream_timeout} each
 * wait for a stream's next part.
 */
final class TimeLimits {

    private static final BigDecimal LONGEST = BigDecimal.valueOf(86_400);
    private static final long SECOND = 1_000;

    private final Optional<Setting> general;
    private final Optional<Setting> generalOfStreams;

    TimeLimits(Input input) {
        Optional<Setting> timeout = input.get("router_settings", "timeout");
        Optional<Setting> request = input.get("litellm_settings", "request_timeout");
        if (timeout.isPresent()) {
            request.ifPresent(
                    loser -> loser.dropped("router_settings.timeout is the shorter way, and wins"));
        }
        this.general = timeout.or(() -> request).filter(TimeLimits::isUsable);
        this.generalOfStreams =
                input.get("router_settings", "stream_timeout").filter(TimeLimits::isUsable);
    }

    /** The limits of an entry's provider; empty for our own. */
    Map<String, String> of(Entry entry) {
        Optional<Setting> whole =
                entry.param("timeout").filter(TimeLimits::isUsable).or(() -> general);
        Optional<Setting> stream =
                entry.param("stream_timeout")
                        .filter(TimeLimits::isUsable)
                        .or(() -> generalOfStreams);
        Map<String, String> limits = new LinkedHashMap<>();
        whole.ifPresent(
                one -> {
                    one.carried("the time of one attempt");
                    limits.put("first-byte", duration(one));
                });
        stream.ifPresent(
                one -> {
                    one.changed(
                            "bounds each silence within a stream; its beginning is bounded like a whole answer");
                    limits.put("between-events", duration(one));
                });
        whole.ifPresent(one -> limits.put("total", duration(one)));
        return limits;
    }

    /** The longest that one attempt may take, in milliseconds, when that is said. */
    Optional<Long> longest(Entry entry) {
        return entry.param("timeout")
                .filter(TimeLimits::isUsable)
                .or(() -> general)
                .map(TimeLimits::millis);
    }

    private static boolean isUsable(Setting setting) {
        Optional<BigDecimal> seconds = setting.number();
        boolean usable =
                seconds.filter(one -> one.signum() > 0 && one.compareTo(LONGEST) <= 0).isPresent();
        if (!usable) {
            setting.dropped("this is no number of seconds, 0 to 86400");
        }
        return usable;
    }

    private static long millis(Setting setting) {
        BigDecimal millis = setting.number().orElseThrow().multiply(BigDecimal.valueOf(SECOND));
        return Math.max(1, millis.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private static String duration(Setting setting) {
        return text(millis(setting));
    }

    /** Milliseconds as our files write them. */
    static String text(long millis) {
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
