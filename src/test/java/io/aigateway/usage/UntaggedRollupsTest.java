package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntaggedRollupsTest {

    @Test
    void areMadeForTheRecordsOfADatabaseThatHasNone(@TempDir Path folder) throws SQLException {
        // Given
        Random random = new Random(11);
        try (Database database = Database.open(folder, Durability.NORMAL);
                UsageLog log = new UsageLog(database)) {
            for (int i = 0; i < 500; i++) {
                log.append(Calls.random("req_" + i, random));
            }
        }
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve(Database.FILE));
                Statement before = connection.createStatement()) {
            int gone =
                    before.executeUpdate(
                            "delete from spend_rollup where scope_kind like '%tag' and scope_id = ''");
            assertThat(gone).isPositive();
            before.execute("drop index usage_above_hold");
            before.execute("alter table usage_record drop column above_hold");
            before.execute("pragma user_version = 4");
        }

        // When
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            // Then
            assertThat(new RollupAudit(database).differences()).isEmpty();
        }
    }
}
