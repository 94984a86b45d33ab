package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.store.Database;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sums that are kept, against the records that they are of. */
@Tag("D8")
class RollupAuditTest {

    private static final Sums CALL = new Sums(7, 1, 10, 5);

    private final Database database = Database.inMemory();
    private final RollupAudit audit = new RollupAudit(database);

    @BeforeEach
    void record() {
        try (UsageLog log = new UsageLog(database)) {
            log.appendAndWait(Calls.call("req_1", Calls.NOVEMBER, 7, "a"));
            log.appendAndWait(Calls.call("req_2", Calls.NOVEMBER.plusSeconds(90_000), 8, "b"));
        }
        assertThat(audit.differences()).isEmpty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oneThatIsMissingIsFound() {
        // Given
        change("delete from spend_rollup where scope_id = 'a' and period_kind = 'day'");

        // When
        List<Difference> found = audit.differences();

        // Then
        assertThat(found).hasSize(1);
        assertThat(found.get(0).scope()).isEqualTo("tag:a");
        assertThat(found.get(0).counted()).isEqualTo(Sums.NONE);
        assertThat(found.get(0).recorded()).isEqualTo(CALL);
    }

    @Test
    void oneThatNoRecordBelongsToIsFound() {
        // Given
        change(
                "update spend_rollup set scope_id = 'z' where scope_id = 'a' and period_kind = 'hour'");

        // When
        List<Difference> found = audit.differences();

        // Then
        assertThat(found).extracting(Difference::scope).containsExactly("tag:a", "tag:z");
        assertThat(found).extracting(Difference::counted).containsExactly(Sums.NONE, CALL);
    }

    @Test
    void oneThatIsWrongIsFound() {
        // Given
        change("update spend_rollup set nanos = nanos + 1 where scope_id = 'b'");

        // When
        List<Difference> found = audit.differences();

        // Then
        assertThat(found).hasSize(2);
        assertThat(found)
                .allSatisfy(
                        one -> {
                            assertThat(one.scope()).isEqualTo("tag:b");
                            assertThat(one.counted().nanos()).isEqualTo(9);
                            assertThat(one.recorded().nanos()).isEqualTo(8);
                        });
    }

    private void change(String statement) {
        database.write(sql -> sql.update(statement));
    }
}
