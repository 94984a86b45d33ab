package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What becomes a line of {@code application.properties}, or of the environment. */
final class Properties {

    /** The file's name. */
    static final String FILE = "application.properties";

    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1_048_576);
    private static final BigDecimal LARGEST_BODY = BigDecimal.valueOf(1_073_741_824);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_CALLS = BigDecimal.valueOf(100_000);
    private static final BigDecimal LONGEST_COOL_DOWN = BigDecimal.valueOf(3_600);
    private static final BigDecimal MOST_MARKUP = BigDecimal.valueOf(1_000);

    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Input input;

    Properties(Input input, Models models) {
        this.input = input;
        if (input.listsModels()) {
            lines.put("gateway.models.allow-unlisted", "" + models.wildcards().any());
        }
        input.get("litellm_settings", "timezone").ifPresent(this::timeZone);
        number(
                input.get("general_settings", "max_request_size_mb"),
                "gateway.http.max-body-bytes",
                MEBIBYTE,
                LARGEST_BODY,
                "");
        number(
                input.get("general_settings", "global_max_parallel_requests"),
                "gateway.calls.max",
                BigDecimal.ONE,
                MOST_CALLS,
                "");
        coolDown();
        margin();
        dropParams();
        masterKey();
        environment();
    }

    /** The file; empty when there is nothing to set. */
    Optional<String> text() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text =
                new StringBuilder("# Only what differs from the settings that are shipped.\n");
        lines.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        return Optional.of(text.toString());
    }

    private void timeZone(Setting zone) {
        try {
            lines.put("gateway.time-zone", ZoneId.of(zone.text().orElse("")).getId());
            zone.carried("");
        } catch (DateTimeException unknown) {
            zone.dropped("this is no time zone");
        }
    }

    private void coolDown() {
        Optional<Setting> time =
                input.router("cooldown_time").filter(one -> one.number().isPresent());
        time.ifPresent(
                one -> {
                    BigDecimal millis =
                            one.number()
                                    .orElseThrow()
                                    .movePointRight(3)
                                    .setScale(0, RoundingMode.HALF_UP);
                    if (millis.signum() > 0
                            && millis.movePointLeft(3).compareTo(LONGEST_COOL_DOWN) <= 0) {
                        lines.put(
                                "gateway.cool-down.rate-limit",
                                TimeLimits.text(millis.longValueExact()));
                        one.changed(
                                "how long a model is left alone after a rate limit; a provider that fails is left alone by its circuit breaker");
                    }
                });
        input.router("allowed_fails")
                .ifPresent(one -> one.dropped("a circuit breaker opens by the share of failures"));
        input.router("allowed_fails_policy")
                .ifPresent(one -> one.dropped("a circuit breaker opens by the share of failures"));
    }

    private void margin() {
        input.get("litellm_settings", "cost_margin_config")
                .ifPresent(
                        margins -> {
                            Optional<Setting> global = margins.get("global");
                            number(
                                    global,
                                    "gateway.billing.markup-percent",
                                    HUNDRED,
                                    MOST_MARKUP,
                                    "");
                            margins.fields().values().stream()
                                    .filter(one -> one.fate().isEmpty())
                                    .forEach(
                                            one ->
                                                    one.dropped(
                                                            "there is one margin for all, a share of the price"));
                        });
    }

    private void dropParams() {
        input.get("litellm_settings", "drop_params")
                .ifPresent(
                        drop -> {
                            if (drop.flag().orElse(false)) {
                                drop.carried(
                                        "what a model refuses is left out, and told in x-aig-warning");
                            } else {
                                drop.changed(
                                        "what a model refuses is always left out, and told in x-aig-warning");
                            }
                        });
    }

    private void masterKey() {
        for (String section : new String[] {"general_settings", "litellm_settings"}) {
            input.get(section, "master_key")
                    .ifPresent(
                            key ->
                                    key.changed(
                                            Entry.variable(key).isPresent()
                                                    ? "give AIGATEWAY_ADMIN_KEY a value; programs get keys of their own"
                                                    : "a secret stood here: give AIGATEWAY_ADMIN_KEY another value, and rotate it; programs get keys of their own"));
        }
    }

    private void environment() {
        for (Setting document : input.documents()) {
            document.get("environment_variables")
                    .ifPresent(
                            all ->
                                    all.fields()
                                            .values()
                                            .forEach(
                                                    one ->
                                                            one.changed(
                                                                    "put it into the gateway's environment")));
        }
    }

    private void number(
            Optional<Setting> setting,
            String key,
            BigDecimal unit,
            BigDecimal most,
            String changed) {
        setting.ifPresent(
                one -> {
                    Optional<BigDecimal> value =
                            one.number()
                                    .map(n -> n.multiply(unit))
                                    .filter(n -> n.signum() > 0 && n.compareTo(most) <= 0);
                    if (value.isPresent()) {
                        lines.put(
                                key,
                                value.get()
                                        .setScale(
                                                unit.equals(HUNDRED) ? 4 : 0, RoundingMode.CEILING)
                                        .stripTrailingZeros()
                                        .toPlainString());
                        one.carried(changed);
                    }
                });
    }
}
