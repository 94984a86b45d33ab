package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A month's reports over many records: 1,000 keys, 300 sub-accounts, 400 tags, 60 models. The
 * number is small in an ordinary run; {@code -Daigateway.test.records=1000000} makes a million, in
 * about two minutes.
 */
@Tag("speed")
class MillionRecordsTest {

    private static final int RECORDS = Integer.getInteger("aigateway.test.records", 30_000);
    private static final Duration LONGEST = Duration.ofMillis(300);
    private static final int ROUNDS = 9;
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final long MILLIS_OF_THE_MONTH = Duration.ofDays(30).toMillis();
    private static final int KEYS = 1_000;
    private static final int SUB_ACCOUNTS = 300;
    private static final int TAGS = 400;
    private static final int MODELS = 60;
    private static final int PROVIDERS = 8;

    @TempDir static Path folder;
    static Database database;
    static long nanosOfAll;
    static long callsOfTag7;

    @BeforeAll
    static void write() {
        database = Database.open(folder, Durability.NORMAL);
        Random random = new Random(7);
        long start = System.nanoTime();
        try (UsageLog log = new UsageLog(database)) {
            for (int i = 0; i < RECORDS; i++) {
                UsageRecord call = call(i, random);
                nanosOfAll += call.cost().total().nanos();
                callsOfTag7 += call.caller().tags().contains("team:7") ? 1 : 0;
                log.append(call);
            }
            log.flush();
        }
        System.out.printf(
                "%,d records written in %.1f s%n", RECORDS, (System.nanoTime() - start) / 1e9);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"})
    void everyReportOfAMonthIsQuick(String zone) {
        // Given
        UsageReports reports = reports(zone);
        TimeRange month = TimeRange.of(NOVEMBER, ZoneId.of(zone));
        Map<String, Runnable> asked = new LinkedHashMap<>();
        for (Dimension dimension : Dimension.values()) {
            asked.put("by " + dimension.scopeKind(), () -> reports.by(dimension, month, null));
        }
        asked.put("by day", () -> reports.byDay(month, null));
        asked.put("by tag, of one sub-account", () -> reports.by(Dimension.TAG, month, "sa_5"));
        asked.put("by key, of one sub-account", () -> reports.by(Dimension.KEY, month, "sa_5"));
        asked.put("all of one sub-account", () -> reports.ofSubAccount("sa_5", month));

        // When
        Map<String, long[]> times = new LinkedHashMap<>();
        asked.forEach((name, report) -> times.put(name, timesOf(report)));

        // Then
        assertQuick(zone, times);
    }

    @Test
    void theLogOfCallsIsQuickWithEveryFilter() {
        // Given
        RecentCalls recent = new RecentCalls(database);
        Map<String, CallFilter> asked = new LinkedHashMap<>();
        asked.put("recent", new CallFilter(null, null, null, null));
        asked.put("recent of a tag", new CallFilter("team:7", null, null, null));
        asked.put("recent errors", new CallFilter(null, "error", null, null));
        asked.put("recent with a status", new CallFilter(null, "429", null, null));
        asked.put("recent with a status that never was", new CallFilter(null, "418", null, null));
        asked.put("recent of a model", new CallFilter(null, null, "lab/model-3", null));
        asked.put("recent of an unknown model", new CallFilter(null, null, "no/such", null));
        asked.put("recent of a sub-account", new CallFilter(null, null, null, "sa_5"));
        asked.put("recent of all four", new CallFilter("team:7", "error", "lab/model-3", "sa_5"));

        // When
        Map<String, long[]> times = new LinkedHashMap<>();
        asked.forEach((name, filter) -> times.put(name, timesOf(() -> recent.list(100, filter))));

        // Then
        assertQuick("the log", times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kolkata"})
    void theTotalsAddUp(String zone) {
        // Given
        UsageReports reports = reports(zone);
        TimeRange all = new TimeRange(Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"));

        // When
        List<Line> byTag = reports.by(Dimension.TAG, all, null);

        // Then
        for (Dimension whole : List.of(Dimension.ACCOUNT, Dimension.KEY, Dimension.MODEL)) {
            assertThat(sum(reports.by(whole, all, null)).nanos()).isEqualTo(nanosOfAll);
            assertThat(sum(reports.by(whole, all, null)).requests()).isEqualTo(RECORDS);
        }
        TimeRange days = TimeRange.of(NOVEMBER, ZoneId.of(zone));
        assertThat(sum(reports.byDay(days, null)))
                .isEqualTo(sum(reports.by(Dimension.ACCOUNT, days, null)));
        assertThat(byTag)
                .filteredOn(line -> line.label().equals("team:7"))
                .extracting(line -> line.sums().requests())
                .containsExactly(callsOfTag7);
        assertThat(sum(byTag).requests())
                .as("a call with two tags counts in both")
                .isGreaterThan(RECORDS);
    }

    @Test
    @Tag("D8")
    void everySumIsAddedUpAnewInLessThanAMinute() {
        // Given
        RollupAudit audit = new RollupAudit(database);
        long start = System.nanoTime();

        // When
        List<Difference> found = audit.differences();

        // Then
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%,d records added up anew in %d ms%n", RECORDS, time.toMillis());
        assertThat(found).isEmpty();
        assertThat(time).isLessThan(Duration.ofMinutes(1));
    }

    private static void assertQuick(String what, Map<String, long[]> times) {
        times.forEach(
                (name, millis) ->
                        System.out.printf(
                                "%s, %s: p50 %d ms, max %d ms%n",
                                what, name, millis[ROUNDS / 2], millis[ROUNDS - 1]));
        assertThat(times)
                .allSatisfy(
                        (name, millis) ->
                                assertThat(millis[ROUNDS / 2]).isLessThan(LONGEST.toMillis()));
    }

    private static long[] timesOf(Runnable report) {
        long[] millis = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            report.run();
            millis[i] = Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
        Arrays.sort(millis);
        return millis;
    }

    private static Sums sum(List<Line> lines) {
        return lines.stream().map(Line::sums).reduce(Sums.NONE, Sums::plus);
    }

    private static UsageReports reports(String zone) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
        return new UsageReports(database, ZoneId.of(zone), clock);
    }

    private static UsageRecord call(int number, Random random) {
        int key = random.nextInt(KEYS);
        int model = random.nextInt(MODELS);
        boolean served = random.nextInt(50) > 0;
        List<String> tags = new ArrayList<>(List.of("team:" + random.nextInt(TAGS)));
        if (random.nextInt(3) == 0) {
            tags.add("feature:" + random.nextInt(TAGS / 10));
        }
        return new UsageRecord(
                "req_" + number,
                Calls.NOVEMBER.plusMillis(
                        (long) (MILLIS_OF_THE_MONTH * ((double) number / RECORDS))),
                new Caller("key_" + key, "sa_" + key % SUB_ACCOUNTS, tags),
                served
                        ? new Served(
                                "fast",
                                "lab/model-" + model,
                                "provider-" + model % PROVIDERS,
                                List.of())
                        : Served.byNobody("lab/model-" + model),
                served ? 200 : 429,
                served ? Usage.of(random.nextInt(5_000), random.nextInt(900)) : Usage.NONE,
                served
                        ? new Cost("v1", new Money(random.nextInt(9_000_000)), Money.ZERO)
                        : Cost.NONE,
                new Timing(random.nextInt(9_000), null),
                Set.of());
    }
}
