package io.aigateway.account;

import io.aigateway.money.Money;
import io.aigateway.store.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the values of this package stand in columns. */
final class Columns {

    private static final String SEPARATOR = "\n";

    private Columns() {}

    static Limits limits(Row row, boolean parallel) throws SQLException {
        return new Limits(
                money(row.numberOrNull("spend_cap_nanos")),
                CapPeriod.of(row.text("cap_period")).orElse(CapPeriod.MONTH),
                row.numberOrNull("rate_limit_rpm"),
                row.numberOrNull("rate_limit_tpm"),
                parallel ? row.numberOrNull("max_parallel") : null);
    }

    static AllowedModels models(Row row) throws SQLException {
        String patterns = row.textOrNull("allowed_models");
        return patterns == null
                ? AllowedModels.ALL
                : new AllowedModels(List.of(patterns.split(SEPARATOR, -1)));
    }

    static @Nullable String text(AllowedModels models) {
        return models.patterns().isEmpty() ? null : String.join(SEPARATOR, models.patterns());
    }

    static @Nullable Long nanos(@Nullable Money money) {
        return money == null ? null : money.nanos();
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Money money(@Nullable Long nanos) {
        return nanos == null ? null : new Money(nanos);
    }
}
