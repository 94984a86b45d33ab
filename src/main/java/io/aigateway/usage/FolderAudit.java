package io.aigateway.usage;

import io.aigateway.error.ConfigException;
import io.aigateway.money.Money;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a stopped gateway's data folder, or a copy of it, holds.
 *
 * @param records how many usage records
 * @param damage what the database says about its own file; empty when it is sound
 * @param waiting how many calls the next start will record from the journal
 * @param waitingCost what they will be charged
 * @param differences the sums that are not those of the records
 */
public record FolderAudit(
        long records,
        List<String> damage,
        long waiting,
        Money waitingCost,
        List<Difference> differences) {

    /**
     * Looks at a folder.
     *
     * @throws ConfigException when there is no database in it, a gateway uses it, or the file is
     *     damaged so that it cannot be opened
     */
    public static FolderAudit of(Path folder) {
        if (!Files.exists(folder.resolve(Database.FILE))) {
            throw new ConfigException(
                    folder + " holds no " + Database.FILE + "; name a gateway's data folder");
        }
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            List<String> damage = database.damage();
            RollupAudit rollups = new RollupAudit(database);
            List<UsageRecord> waiting = waiting(folder, database);
            return new FolderAudit(
                    rollups.records(),
                    damage,
                    waiting.size(),
                    waiting.stream()
                            .map(call -> call.cost().total())
                            .reduce(Money.ZERO, Money::plus),
                    damage.isEmpty() ? rollups.differences() : List.of());
        }
    }

    /** True when everything is as it should be. */
    public boolean ok() {
        return damage.isEmpty() && differences.isEmpty();
    }

    private static List<UsageRecord> waiting(Path folder, Database database) {
        return Journal.left(folder).values().stream()
                .flatMap(text -> RecordText.read(text).stream())
                .filter(call -> !isRecorded(call, database))
                .toList();
    }

    private static boolean isRecorded(UsageRecord call, Database database) {
        return database.read(
                sql ->
                        sql.row(
                                        "select 1 as one from usage_record where request_id = ?",
                                        row -> row.number("one"),
                                        call.requestId())
                                .isPresent());
    }
}
