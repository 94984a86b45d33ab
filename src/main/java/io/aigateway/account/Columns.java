package io.aigateway.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.money.Money;
import io.aigateway.store.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the values of this package stand in columns. */
final class Columns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Columns() {}

    static Limits limits(Row row) throws SQLException {
        return new Limits(
                money(row.numberOrNull("spend_cap_nanos")),
                CapPeriod.of(row.text("cap_period")).orElse(CapPeriod.MONTH),
                row.numberOrNull("rate_limit_rpm"),
                row.numberOrNull("rate_limit_tpm"),
                row.numberOrNull("max_parallel"));
    }

    static AllowedModels models(Row row) throws SQLException {
        String patterns = row.textOrNull("allowed_models");
        if (patterns == null) {
            return AllowedModels.ALL;
        }
        try {
            return new AllowedModels(List.of(JSON.readValue(patterns, String[].class)));
        } catch (JsonProcessingException e) {
            throw new SQLException("allowed_models must be a JSON list of texts", e);
        }
    }

    static @Nullable String text(AllowedModels models) {
        if (models.patterns().isEmpty()) {
            return null;
        }
        return JSON.valueToTree(models.patterns()).toString();
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
