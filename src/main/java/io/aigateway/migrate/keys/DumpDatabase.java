package io.aigateway.migrate.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.aigateway.migrate.keys.Dump.Table;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tables out of LiteLLM's PostgreSQL database itself, in one read-only transaction. */
public final class DumpDatabase {

    private static final Pattern URL =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^?]*)(\\?.*)?");
    private static final String NO_SUCH_TABLE = "42P01";

    private DumpDatabase() {}

    /** Whether a word is the URL of such a database. */
    public static boolean isUrl(String word) {
        return URL.matcher(word).matches();
    }

    /**
     * Reads it.
     *
     * @throws SQLException when it cannot be read; the message holds no password
     */
    public static Dump read(String url) throws SQLException {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new SQLException("a database is postgresql://USER:PASSWORD@HOST/NAME");
        }
        Properties login = new Properties();
        put(login, "user", parts.group(1));
        put(login, "password", parts.group(2));
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://" + parts.group(3), login)) {
            connection.setReadOnly(true);
            Map<Table, List<DumpRow>> tables = new EnumMap<>(Table.class);
            for (Table table : Table.values()) {
                tables.put(table, rows(connection, table));
            }
            return new Dump(tables);
        }
    }

    private static void put(Properties login, String key, @Nullable String value) {
        if (value != null) {
            login.setProperty(
                    key, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
    }

    /** An older LiteLLM has no table of tags. */
    private static List<DumpRow> rows(Connection connection, Table table) throws SQLException {
        List<DumpRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select * from \"" + table.tableName() + "\"")) {
            while (found.next()) {
                rows.add(row(found));
            }
        } catch (SQLException e) {
            if (!NO_SUCH_TABLE.equals(e.getSQLState()) || table != Table.TAGS) {
                throw e;
            }
        }
        return rows;
    }

    private static DumpRow row(ResultSet found) throws SQLException {
        ResultSetMetaData meta = found.getMetaData();
        Map<String, JsonNode> columns = new HashMap<>();
        for (int at = 1; at <= meta.getColumnCount(); at++) {
            columns.put(meta.getColumnName(at), value(found, at));
        }
        return new DumpRow(columns);
    }

    private static JsonNode value(ResultSet found, int at) throws SQLException {
        Object value = found.getObject(at);
        if (value instanceof Array array) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Object one : (Object[]) array.getArray()) {
                list.add(String.valueOf(one));
            }
            return list;
        }
        String text = found.getString(at);
        return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
    }
}
