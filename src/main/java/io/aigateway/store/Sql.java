package io.aigateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as work sees it: prepared statements with positional arguments and nothing else,
 * so a value can never become part of a statement. Statements are prepared once and kept; used by
 * one thread at a time.
 */
public final class Sql {

    private static final int KEPT_STATEMENTS = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Every row of a query, in its order. */
    public <T> List<T> rows(String query, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return run(query, statement -> read(statement, reader), arguments);
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> row(String query, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return rows(query, reader, arguments).stream().findFirst();
    }

    /** Runs an insert, update or delete; answers how many rows it changed. */
    public int update(String statement, @Nullable Object... arguments) throws SQLException {
        return run(statement, PreparedStatement::executeUpdate, arguments);
    }

    Connection connection() {
        return connection;
    }

    /** The driver closes a statement that failed: it is not kept, and prepared anew next time. */
    private <T> T run(String text, Execution<T> execution, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = kept(text);
        boolean done = false;
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            T result = execution.of(statement);
            done = true;
            return result;
        } finally {
            if (!done) {
                prepared.remove(text);
                statement.close();
            }
        }
    }

    private static <T> List<T> read(PreparedStatement statement, RowReader<T> reader)
            throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    private PreparedStatement kept(String text) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
            forgetEldest();
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        if (value instanceof Boolean flag) {
            statement.setInt(index, flag ? 1 : 0);
        } else {
            statement.setObject(index, value);
        }
    }

    private void forgetEldest() throws SQLException {
        if (prepared.size() > KEPT_STATEMENTS) {
            String eldest = prepared.keySet().iterator().next();
            PreparedStatement statement = prepared.remove(eldest);
            if (statement != null) {
                statement.close();
            }
        }
    }

    @FunctionalInterface
    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the current row; must not keep it. */
        T read(Row row) throws SQLException;
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work; what it throws undoes it. */
        T on(Sql sql) throws SQLException;
    }
}
