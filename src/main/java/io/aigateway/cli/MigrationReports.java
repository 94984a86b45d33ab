package io.aigateway.cli;

import io.aigateway.migrate.plan.Plan;
import io.aigateway.migrate.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the report of a migration to a file. */
final class MigrationReports {

    private MigrationReports() {}

    /** Writes it as the name's ending says: {@code .json}, otherwise Markdown. */
    static void write(Plan plan, Path file) throws IOException {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Files.writeString(
                file, json ? Report.json(plan).toPrettyString() + "\n" : Report.markdown(plan));
    }
}
