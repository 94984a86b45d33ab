package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.BudgetScript;
import io.aigateway.migrate.convert.Duration;
import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Budgets that stand in the file: of the whole, of providers, of tags. */
final class Spending {

    private static final int LONGEST_TAG = 64;

    private final BudgetScript script;
    private final Models models;
    private final ModelStrings strings;

    Spending(BudgetScript script, Models models, ModelStrings strings) {
        this.script = script;
        this.models = models;
        this.strings = strings;
    }

    /** Adds a line for each of them. */
    void read(Input input) {
        input.get("litellm_settings", "max_budget")
                .ifPresent(
                        cap ->
                                line(
                                        "--account",
                                        cap,
                                        input.get("litellm_settings", "budget_duration"),
                                        1));
        input.router("provider_budget_config")
                .ifPresent(all -> all.fields().forEach(this::provider));
        input.get("litellm_settings", "tag_budget_config")
                .ifPresent(all -> all.fields().forEach(this::tag));
    }

    private void provider(String name, Setting budget) {
        String kind = strings.kind(name);
        List<String> ids = models.providers().ofKind(kind);
        Optional<Setting> cap = budget.first("budget_limit", "max_budget");
        if (ids.isEmpty() || cap.isEmpty()) {
            budget.dropped("there is no provider '" + name + "' in the result");
            return;
        }
        for (String id : ids) {
            line(
                    "--provider " + id,
                    cap.get(),
                    budget.first("time_period", "budget_duration"),
                    ids.size());
        }
    }

    private void tag(String tag, Setting budget) {
        Optional<Setting> cap = budget.first("max_budget", "budget_limit");
        boolean isTag = !tag.isBlank() && tag.length() <= LONGEST_TAG && !tag.contains(",");
        if (cap.isEmpty() || !isTag || tag.indexOf('*') >= 0) {
            budget.dropped(
                    "this is no tag that a budget can have: at most 64 characters, no comma and no star");
            return;
        }
        line(
                "--tag " + BudgetScript.quoted(tag),
                cap.get(),
                budget.first("budget_duration", "time_period"),
                1);
    }

    private void line(String scope, Setting cap, Optional<Setting> duration, int shared) {
        Optional<BigDecimal> usd = cap.number().filter(one -> one.signum() >= 0);
        Optional<Duration> period =
                duration.isEmpty()
                        ? Optional.of(Duration.FOR_EVER)
                        : duration.flatMap(Setting::text).flatMap(Duration::parse);
        if (usd.isEmpty() || period.isEmpty()) {
            cap.dropped("this is no number of dollars with a period such as 1d, 7d or 1mo");
            duration.ifPresent(one -> one.dropped("this is no period such as 1d, 7d or 1mo"));
            return;
        }
        boolean exact = script.add(scope, usd.get(), period.get(), shared);
        if (exact) {
            cap.carried("a line of " + BudgetScript.FILE);
        } else {
            cap.changed("a line of " + BudgetScript.FILE + ": " + script.lastChange());
        }
        duration.ifPresent(one -> tellPeriod(one, period.get()));
    }

    private static void tellPeriod(Setting duration, Duration period) {
        if (period.isCalendar()) {
            duration.carried("a calendar " + period.period());
        } else {
            duration.changed("a calendar " + period.period() + ", the cap in proportion");
        }
    }
}
