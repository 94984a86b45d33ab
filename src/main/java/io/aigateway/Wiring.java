package io.aigateway;

import io.aigateway.account.Accounts;
import io.aigateway.account.AdminKey;
import io.aigateway.account.KeyRing;
import io.aigateway.account.SecretKeys;
import io.aigateway.budget.LedgerTerms;
import io.aigateway.budget.SpendHistory;
import io.aigateway.budget.SpendLedger;
import io.aigateway.call.Reply;
import io.aigateway.call.RequestId;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.DurationText;
import io.aigateway.config.Environment;
import io.aigateway.error.ConfigException;
import io.aigateway.limit.KeptReplies;
import io.aigateway.money.Markup;
import io.aigateway.routing.CoolDownTerms;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.Journal;
import io.aigateway.store.JournalTerms;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.infinispan.manager.EmbeddedCacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Turns settings, which are texts, into the parts that {@code routes/beans.camel.yaml} wires
 * together.
 */
public final class Wiring {

    /** The environment variable that sets the admin key. */
    public static final String ADMIN_KEY_VARIABLE = "AIGATEWAY_ADMIN_KEY";

    private static final Duration LONGEST_CALL = Duration.ofMinutes(30);

    /** More than thousands of calls with many tags each bring in before idle scopes are dropped. */
    private static final int SCOPES_OF_A_MOMENT = 50_000;

    private Wiring() {}

    /**
     * The database in a folder; one in memory when the folder is empty, for applications that embed
     * the routes.
     */
    public static Database database(String dataDir, String durability) {
        return dataDir.isBlank()
                ? Database.inMemory()
                : Database.open(Path.of(dataDir), durability(durability));
    }

    /**
     * The journal in the folder of a database; one in memory when the database is in memory.
     *
     * @param forceMillis how long a line may not be on the disk, unless the durability is full
     * @param mostWaiting how many calls may wait to be recorded
     */
    public static Journal journal(
            Database database, String durability, long forceMillis, int mostWaiting) {
        return database.folder()
                .map(
                        folder ->
                                Journal.open(
                                        folder,
                                        terms(durability, forceMillis, mostWaiting),
                                        database::force))
                .orElseGet(Journal::inMemory);
    }

    private static JournalTerms terms(String durability, long forceMillis, int mostWaiting) {
        if (forceMillis < 1) {
            throw new ConfigException(
                    "gateway.data.force-millis must be at least 1, but was " + forceMillis);
        }
        if (mostWaiting < 1) {
            throw new ConfigException(
                    "gateway.budget.most-waiting must be at least 1, but was " + mostWaiting);
        }
        return JournalTerms.of(durability(durability), Duration.ofMillis(forceMillis), mostWaiting);
    }

    private static Durability durability(String text) {
        try {
            return Durability.valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ConfigException(
                    "gateway.data.durability must be normal or full, but was '" + text + "'");
        }
    }

    /**
     * The catalogue of a configuration folder; the packaged one where a file is missing or the
     * folder is empty.
     */
    public static LiveCatalog catalog(String configDir) {
        return new LiveCatalog(
                new ConfigFiles(configDir.isBlank() ? null : Path.of(configDir)),
                Environment.ofProcess());
    }

    /**
     * Keys and sub-accounts, and the admin key: the one given, or the one kept in the data folder.
     */
    public static Accounts accounts(
            Database database,
            KeyRing ring,
            RandomGenerator random,
            Clock clock,
            String dataDir,
            String adminKey) {
        String given = adminKey.isBlank() ? ofEnvironment(ADMIN_KEY_VARIABLE) : adminKey;
        if (!dataDir.isBlank() || given != null) {
            AdminKey.ensure(Path.of(dataDir), given, random).addTo(ring, clock);
        }
        return Accounts.load(database, ring, random, clock);
    }

    /**
     * What provider keys are sealed with: what is given, or what the environment has.
     *
     * @param current the secret; empty for that of the environment
     * @param previous the one before it, during a change; empty for that of the environment
     */
    public static SecretKeys secretKeys(String current, String previous) {
        return new SecretKeys(
                current.isBlank() ? ofEnvironment(SecretKeys.VARIABLE) : current.strip(),
                previous.isBlank()
                        ? ofEnvironment(SecretKeys.PREVIOUS_VARIABLE)
                        : previous.strip());
    }

    /** An empty variable counts as not set, as everywhere. */
    private static @Nullable String ofEnvironment(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The caches of this process. */
    public static EmbeddedCacheManager caches() {
        return StartAhead.caches();
    }

    /**
     * The counters, in a cache of this process.
     *
     * @param scopesInMemory above how many scopes idle ones are dropped at once; the bound is a
     *     moment's worth of new ones above it, and is met only while records cannot be written
     * @param mostWaiting how many times a call may wait to be counted on a scope
     */
    public static SpendLedger ledger(
            EmbeddedCacheManager caches,
            SpendHistory history,
            ZoneId zone,
            int scopesInMemory,
            int mostWaiting) {
        String node = "node-" + Instant.now().toEpochMilli();
        int most = (int) Math.min(Integer.MAX_VALUE, (long) scopesInMemory + SCOPES_OF_A_MOMENT);
        return SpendLedger.inInfinispan(
                caches, history, new LedgerTerms(node, zone, LONGEST_CALL, most, mostWaiting));
    }

    /** The time zone of days, weeks and months. */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new ConfigException(
                    "gateway.time-zone must be a time zone such as UTC or Europe/Berlin, but was '"
                            + name
                            + "'");
        }
    }

    /** New request ids. */
    public static Supplier<String> requestIds() {
        return RequestId::fresh;
    }

    /** Ids of what is managed: 20 hex digits. */
    public static Supplier<String> objectIds() {
        return () -> RequestId.fresh().substring("req_".length());
    }

    /** What secrets are made from. */
    public static RandomGenerator random() {
        return new SecureRandom();
    }

    /** The registry behind {@code /metrics}. */
    public static PrometheusMeterRegistry meters() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /** How time passes, for durations: {@link System#nanoTime}. */
    public static LongSupplier ticks() {
        return System::nanoTime;
    }

    /** How long providers are left alone, from durations such as {@code 5s}. */
    public static CoolDownTerms coolDownTerms(String rateLimit, String key, String longest) {
        return new CoolDownTerms(
                duration("gateway.cool-down.rate-limit", rateLimit),
                duration("gateway.cool-down.key", key),
                duration("gateway.cool-down.longest", longest));
    }

    private static Duration duration(String setting, String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw new ConfigException(setting + " " + notOne.getMessage());
        }
    }

    /**
     * The fee on what providers charge.
     *
     * @param percent such as {@code 2.5 %}; the sign keeps Camel from handing on a number as it
     *     likes
     */
    public static Markup markup(String percent) {
        try {
            return new Markup(new BigDecimal(percent.replace("%", "").trim()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(
                    "gateway.billing.markup-percent must be 0 to 1000, but was '" + percent + "'");
        }
    }

    /** The answers that are kept for calls with an {@code Idempotency-Key}. */
    public static KeptReplies<Reply> keptReplies(int entries, long bytes, String age, Clock clock) {
        return new KeptReplies<>(
                new KeptReplies.Room(entries, bytes, DurationText.parse(age)), clock);
    }

    /** A duration of a setting in milliseconds. */
    public static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
