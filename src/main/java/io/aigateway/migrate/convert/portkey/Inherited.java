package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a target has, or has from the strategies around it.
 *
 * @param model the model of {@code override_params}
 * @param timeout the time of one attempt, in milliseconds
 * @param depth how many strategies are around it
 */
record Inherited(Optional<Setting> model, Optional<Setting> timeout, int depth) {

    /** Nothing, at the root. */
    static final Inherited NOTHING = new Inherited(Optional.empty(), Optional.empty(), 0);

    private static final BigDecimal LONGEST = BigDecimal.valueOf(600_000);

    /** What holds below a node, which may say it anew. */
    Inherited below(Setting node) {
        return new Inherited(
                node.get("override_params").flatMap(one -> one.get("model")).or(() -> model),
                node.get("request_timeout").or(() -> timeout),
                depth + 1);
    }

    /** The timeout as whole milliseconds; empty when it is none that a provider can have. */
    Optional<Long> millis() {
        return timeout.flatMap(Setting::number)
                .map(number -> number.setScale(0, RoundingMode.CEILING))
                .filter(number -> number.signum() > 0 && number.compareTo(LONGEST) <= 0)
                .map(BigDecimal::longValueExact);
    }

    /** Tells that a target uses this. */
    void used() {
        model.ifPresent(one -> one.carried("the model of the rule's targets"));
        boolean isTime = millis().isPresent();
        timeout.ifPresent(
                one -> {
                    if (isTime) {
                        one.changed("first-byte in the provider's timeouts");
                    } else {
                        one.dropped("this is no number of milliseconds up to ten minutes");
                    }
                });
    }
}
