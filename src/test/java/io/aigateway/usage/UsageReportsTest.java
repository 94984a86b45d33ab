package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.error.GatewayException;
import io.aigateway.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageReportsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneId.of("UTC"));
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final Database database = Database.inMemory();
    private final List<UsageRecord> all = new ArrayList<>();

    UsageReportsTest() {
        Random random = new Random(7);
        try (UsageLog log = new UsageLog(database)) {
            for (int i = 0; i < 4_000; i++) {
                UsageRecord call = Calls.random("req_" + i, random);
                all.add(call);
                log.append(call);
            }
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    @Tag("I3")
    void everyReportIsTheSumOfItsRecords(Dimension dimension) {
        // Given
        Random random = new Random(dimension.ordinal());
        UsageReports reports = reports("UTC");
        for (int i = 0; i < 25; i++) {
            TimeRange range = randomRange(random);
            String onlyOf = random.nextBoolean() ? "sa_" + (1 + random.nextInt(3)) : null;
            boolean ofAccount = dimension == Dimension.ACCOUNT || dimension == Dimension.CREDIT;

            // When
            List<Line> lines = reports.by(dimension, range, ofAccount ? null : onlyOf);

            // Then
            assertThat(asMap(lines))
                    .isEqualTo(
                            expected(
                                    range,
                                    ofAccount ? null : onlyOf,
                                    call -> idsOf(call, dimension)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"})
    @Tag("M14")
    void aDayIsTheCalendarDayOfItsTimeZone(String zone) {
        // Given
        ZoneId at = ZoneId.of(zone);
        TimeRange month = TimeRange.of(NOVEMBER, at);

        // When
        List<Line> days = reports(zone).byDay(month, null);

        // Then
        assertThat(asMap(days))
                .isEqualTo(
                        expected(
                                month,
                                null,
                                call ->
                                        Stream.of(
                                                LocalDate.ofInstant(call.createdAt(), at)
                                                        .toString())));
    }

    @ParameterizedTest
    @CsvSource({
        "account,''",
        "sub_account,sa_2",
        "key,key_10",
        "tag,team:a",
        "provider,xai",
        "credit,main"
    })
    @Tag("I6")
    void whatAScopeSpentIsTheSumOfItsRecords(String kind, String id) {
        // Given
        Random random = new Random(3);
        Dimension dimension = Dimension.of(kind).orElseThrow();
        UsageReports reports = reports("UTC");
        for (int i = 0; i < 25; i++) {
            TimeRange range = randomRange(random);

            // When
            long spent = reports.spentNanos(dimension, id, null, List.of(range)).get(0);

            // Then
            assertThat(spent)
                    .isEqualTo(
                            expected(range, null, call -> idsOf(call, dimension))
                                    .getOrDefault(id, Sums.NONE)
                                    .nanos());
        }
    }

    @Test
    @Tag("A9")
    void aSubAccountsUsageHoldsItsOwnCallsOnly() {
        // Given
        UsageReports reports = reports("UTC");
        TimeRange window = reports.window("30d");

        // When
        UsageReports.SubAccountUsage usage = reports.ofSubAccount("sa_1", window);

        // Then
        assertThat(window.from()).isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(asMap(usage.byModel()))
                .isEqualTo(expected(window, "sa_1", c -> idsOf(c, Dimension.MODEL)));
        assertThat(usage.total())
                .isEqualTo(
                        expected(window, "sa_1", c -> Stream.of("")).getOrDefault("", Sums.NONE));
        assertThat(UsageViews.subAccountUsage(usage).get("by_day").get(0).get("date").textValue())
                .isEqualTo(usage.byDay().get(0).label());
    }

    @Test
    void tellsTheDearestFirstInJsonAndCsv() {
        // Given
        List<Line> lines =
                List.of(
                        new Line("=cmd(),x", new Sums(12_345_678, 2, 20, 10)),
                        new Line("plain", new Sums(0, 1, 0, 0)));

        // When
        String csv = UsageViews.csv("tag", lines);

        // Then
        assertThat(csv)
                .isEqualTo(
                        "tag,requests,input_tokens,output_tokens,cost_cents\r\n"
                                + "\"'=cmd(),x\",2,20,10,1.234568\r\n"
                                + "plain,1,0,0,0\r\n");
        assertThat(UsageViews.report("tag", lines).toString())
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"label\":\"=cmd(),x\",\"tag\":\"=cmd(),x\","
                                + "\"requests\":2,\"input_tokens\":20,\"output_tokens\":10,"
                                + "\"cost_cents\":1.234568},{\"label\":\"plain\",\"tag\":\"plain\","
                                + "\"requests\":1,\"input_tokens\":0,\"output_tokens\":0,"
                                + "\"cost_cents\":0}]}");
        assertThat(reports("UTC").by(Dimension.TAG, TimeRange.of(NOVEMBER, ZoneId.of("UTC")), null))
                .isSortedAccordingTo((a, b) -> Long.compare(b.sums().nanos(), a.sums().nanos()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-13,-,-,month",
                "november,-,-,month",
                "2026-11,2026-11-01,-,month",
                "-,yesterday,-,from",
                "-,2026-11-02,2026-10-01,to",
                "-,2026-11-01T10:00,-,from"
            })
    void refusesARangeThatIsNone(
            @Nullable String month, @Nullable String from, @Nullable String to, String param) {
        // Given
        UsageReports reports = reports("UTC");

        // When
        assertThatThrownBy(() -> reports.range(month, from, to))

                // Then
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> {
                            assertThat(e.error().status()).isEqualTo(400);
                            assertThat(e.error().param()).isEqualTo(param);
                        });
    }

    @Test
    void readsMonthsDatesAndInstants() {
        // Given
        UsageReports reports = reports("Europe/Berlin");

        // When
        TimeRange dates = reports.range(null, "2026-11-01", "2026-11-30");

        // Then
        assertThat(dates).isEqualTo(reports.range("2026-11", null, null));
        assertThat(dates).isEqualTo(reports.range(null, null, null));
        assertThat(dates.from()).isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
        assertThat(reports.range(null, "2026-11-01T10:00:00Z", "2026-11-01T12:00:00+01:00"))
                .isEqualTo(
                        new TimeRange(
                                Instant.parse("2026-11-01T10:00:00Z"),
                                Instant.parse("2026-11-01T11:00:00Z")));
    }

    private UsageReports reports(String zone) {
        return new UsageReports(database, ZoneId.of(zone), CLOCK);
    }

    private static TimeRange randomRange(Random random) {
        long from = random.nextLong(46L * 86_400_000);
        long length =
                random.nextBoolean() ? random.nextLong(7_200_000) : random.nextLong(3_000_000_000L);
        Instant start = Calls.NOVEMBER.minusSeconds(7 * 86_400).plusMillis(from);
        return new TimeRange(start, start.plusMillis(length));
    }

    private static Stream<String> idsOf(UsageRecord call, Dimension dimension) {
        return switch (dimension) {
            case ACCOUNT -> Stream.of("");
            case SUB_ACCOUNT -> Stream.ofNullable(call.caller().subAccountId());
            case KEY -> Stream.ofNullable(call.caller().keyId());
            case TAG ->
                    call.caller().tags().isEmpty() ? Stream.of("") : call.caller().tags().stream();
            case MODEL -> Stream.of(call.served().model());
            case PROVIDER -> Stream.ofNullable(call.served().provider());
            case CREDIT -> call.is(Mark.BYOK) ? Stream.empty() : Stream.of(Dimension.CREDIT_ID);
        };
    }

    private Map<String, Sums> expected(
            TimeRange range, @Nullable String onlyOf, Function<UsageRecord, Stream<String>> ids) {
        Map<String, Sums> sums = new TreeMap<>();
        for (UsageRecord call : all) {
            boolean inRange =
                    !call.createdAt().isBefore(range.from())
                            && call.createdAt().isBefore(range.to());
            boolean seen = onlyOf == null || Objects.equals(call.caller().subAccountId(), onlyOf);
            if (inRange && seen) {
                ids.apply(call).forEach(id -> sums.merge(id, Sums.of(call), Sums::plus));
            }
        }
        return sums;
    }

    private static Map<String, Sums> asMap(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.toMap(Line::label, Line::sums, Sums::plus, TreeMap::new));
    }
}
