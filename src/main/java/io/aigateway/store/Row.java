package io.aigateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The current row of a result, read by column name. */
public final class Row {

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** A column that always holds text. */
    public String text(String column) throws SQLException {
        String value = textOrNull(column);
        if (value == null) {
            throw new SQLException("column '" + column + "' must hold text, but is null");
        }
        return value;
    }

    /** A text column that may be null. */
    public @Nullable String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    /** A whole number; null reads as 0. */
    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    /** A whole number, or null. */
    public @Nullable Long numberOrNull(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : value;
    }

    /** A flag kept as 0 or 1. */
    public boolean flag(String column) throws SQLException {
        return result.getInt(column) != 0;
    }
}
