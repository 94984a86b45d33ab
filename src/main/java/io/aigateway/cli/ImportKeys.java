package io.aigateway.cli;

import io.aigateway.Installation;
import io.aigateway.catalog.Catalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.error.ConfigException;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.keys.Dump;
import io.aigateway.migrate.keys.DumpDatabase;
import io.aigateway.migrate.keys.ImportCounts;
import io.aigateway.migrate.keys.KeyImport;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of {@code aig migrate litellm} that takes keys over, instead of files. */
final class ImportKeys {

    @Option(
            names = "--import-keys",
            paramLabel = "FILE|URL",
            description =
                    "Take keys, teams, users, tags and spend out of LiteLLM's tables (an export, or"
                            + " postgresql://…) into the data folder of a gateway that does not run;"
                            + " nothing else.")
    private @Nullable String export;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "With --import-keys: the data folder (default: AIGATEWAY_DATA, or ./data).")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "With --import-keys: the configuration in which the models of a key are looked"
                            + " up (default: AIGATEWAY_CONFIG, or config/ of the installation).")
    private @Nullable Path config;

    /** Whether keys are to be taken over. */
    boolean isWanted() {
        return export != null;
    }

    /** Takes them over, or with a dry run only counts what an empty gateway would get. */
    int run(Shell shell, Source source, boolean dryRun) {
        if (source != Source.LITELLM) {
            throw CommandFailure.no("--import-keys knows LiteLLM's tables only");
        }
        try {
            KeyImport keys =
                    new KeyImport(dump(String.valueOf(export)), catalog(shell), Instant.now());
            print(shell, dryRun ? tried(keys) : done(shell, keys), dryRun);
            return Aig.EXIT_DONE;
        } catch (IOException e) {
            throw CommandFailure.no("'" + export + "' cannot be read: " + e.getMessage());
        } catch (SQLException e) {
            throw CommandFailure.no(
                    "the database cannot be read: " + TerminalText.oneLine("" + e.getMessage()));
        } catch (ConfigException | StoreException e) {
            throw CommandFailure.no("nothing was taken over: " + e.getMessage());
        }
    }

    private static Dump dump(String from) throws IOException, SQLException {
        if (DumpDatabase.isUrl(from)) {
            return DumpDatabase.read(from);
        }
        if (!Files.exists(Path.of(from))) {
            throw new IOException("it does not exist");
        }
        return Dump.read(Path.of(from));
    }

    private static ImportCounts tried(KeyImport keys) {
        try (Database database = Database.inMemory()) {
            return keys.into(database);
        }
    }

    private ImportCounts done(Shell shell, KeyImport keys) {
        Path folder =
                data != null
                        ? data
                        : shell.env().value("AIGATEWAY_DATA").map(Path::of).orElse(Path.of("data"));
        try (Database database =
                Database.open(folder.toAbsolutePath().normalize(), Durability.FULL)) {
            return keys.into(database);
        }
    }

    private Catalog catalog(Shell shell) {
        Path folder =
                config != null
                        ? config
                        : shell.env()
                                .value("AIGATEWAY_CONFIG")
                                .map(Path::of)
                                .orElseGet(() -> Installation.find().config());
        return Catalog.load(new ConfigFiles(folder), io.aigateway.config.Environment.ofProcess());
    }

    private static void print(Shell shell, ImportCounts counts, boolean dryRun) {
        counts.notes()
                .forEach(
                        note ->
                                shell.out()
                                        .println(
                                                "not carried over: " + TerminalText.oneLine(note)));
        shell.out()
                .printf(
                        "%s %d keys (%d of them blocked), %d sub-accounts, %d budgets and %d opening balances; %d were there already%n",
                        dryRun ? "would add" : "added",
                        counts.keys(),
                        counts.blocked(),
                        counts.subAccounts(),
                        counts.budgets(),
                        counts.openingBalances(),
                        counts.known());
    }
}
