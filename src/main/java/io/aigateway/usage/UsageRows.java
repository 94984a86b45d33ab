package io.aigateway.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.money.Media;
import io.aigateway.money.Money;
import io.aigateway.money.ServiceTier;
import io.aigateway.money.Units;
import io.aigateway.money.Usage;
import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of usage records. */
final class UsageRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Timing NO_TIMING = new Timing(0, null);

    private static final String INSERT =
            "insert into usage_record (id, request_id, created_at, key_id, sub_account_id, tag,"
                    + " tags, model_asked, model_served, provider, attempts, status, stream,"
                    + " input_tokens, cached_tokens, cache_write_tokens, cache_write_long_tokens,"
                    + " output_tokens, reasoning_tokens, price_version, provider_nanos, fee_nanos,"
                    + " nanos, estimated, unconfirmed, byok, cache_hit, latency_ms, first_token_ms,"
                    + " audio_input_tokens, cached_audio_tokens, image_input_tokens,"
                    + " cached_image_tokens, audio_output_tokens, image_output_tokens, images,"
                    + " image_variant, millis, characters, searches, service_tier, above_hold)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (request_id) do nothing";

    /** The columns of {@link #summed}. */
    static final String SUMMED =
            "id, request_id, created_at, key_id, sub_account_id, tags, model_asked, model_served,"
                    + " provider, attempts, status, input_tokens, output_tokens, provider_nanos,"
                    + " fee_nanos, byok";

    private UsageRows() {}

    /** The highest id given so far. */
    static long highestId(Sql sql) throws SQLException {
        return sql.row(
                        "select coalesce(max(id), 0) as highest from usage_record",
                        row -> row.number("highest"))
                .orElse(0L);
    }

    /** Those of some request ids that have a record. */
    static List<String> recorded(Sql sql, Collection<String> requestIds) throws SQLException {
        return sql.rows(
                "select r.request_id as id from json_each(?) wanted"
                        + " cross join usage_record r on r.request_id = wanted.value",
                row -> row.text("id"),
                json(List.copyOf(requestIds)));
    }

    /** Adds a record and its tags; false when its request id is there already. */
    static boolean insert(Sql sql, long id, UsageRecord call) throws SQLException {
        if (sql.update(INSERT, values(id, call)) == 0) {
            return false;
        }
        for (String tag : call.caller().tags()) {
            sql.update("insert into usage_tag (tag, record_id) values (?, ?)", tag, id);
        }
        return true;
    }

    private static Object[] values(long id, UsageRecord call) throws SQLException {
        Caller caller = call.caller();
        Served served = call.served();
        Usage usage = call.usage();
        Cost cost = call.cost();
        return new Object[] {
            id,
            call.requestId(),
            call.createdAt().toEpochMilli(),
            caller.keyId(),
            caller.subAccountId(),
            caller.mainTag(),
            json(caller.tags()),
            served.modelAsked(),
            served.modelServed(),
            served.provider(),
            json(served.attempts()),
            call.status(),
            call.is(Mark.STREAM),
            usage.input(),
            usage.cachedInput(),
            usage.cacheWrite(),
            usage.cacheWriteLong(),
            usage.output(),
            usage.reasoning(),
            cost.priceVersion(),
            cost.provider().nanos(),
            cost.fee().nanos(),
            cost.total().nanos(),
            usage.estimated(),
            call.is(Mark.UNCONFIRMED),
            call.is(Mark.BYOK),
            call.is(Mark.CACHE_HIT),
            call.timing().latencyMs(),
            call.timing().firstTokenMs(),
            usage.media().audioInput(),
            usage.media().cachedAudio(),
            usage.media().imageInput(),
            usage.media().cachedImage(),
            usage.media().audioOutput(),
            usage.media().imageOutput(),
            usage.units().images(),
            usage.units().variant().isEmpty() ? null : usage.units().variant(),
            usage.units().millis(),
            usage.units().characters(),
            usage.units().searches(),
            usage.tier() == ServiceTier.STANDARD ? null : usage.tier().key(),
            call.is(Mark.ABOVE_HOLD)
        };
    }

    static UsageRecord read(Row row) throws SQLException {
        List<Attempt> attempts = List.of(parsed(row.text("attempts"), Attempt[].class));
        return new UsageRecord(
                row.text("request_id"),
                Instant.ofEpochMilli(row.number("created_at")),
                new Caller(
                        row.textOrNull("key_id"),
                        row.textOrNull("sub_account_id"),
                        List.of(parsed(row.text("tags"), String[].class))),
                new Served(
                        row.text("model_asked"),
                        row.textOrNull("model_served"),
                        row.textOrNull("provider"),
                        attempts),
                (int) row.number("status"),
                usage(row),
                new Cost(
                        row.textOrNull("price_version"),
                        new Money(row.number("provider_nanos")),
                        new Money(row.number("fee_nanos"))),
                new Timing(row.number("latency_ms"), row.numberOrNull("first_token_ms")),
                marks(row, attempts));
    }

    /** Of a record what sums are made of; reading all of it takes several times as long. */
    static UsageRecord summed(Row row) throws SQLException {
        return new UsageRecord(
                row.text("request_id"),
                Instant.ofEpochMilli(row.number("created_at")),
                new Caller(
                        row.textOrNull("key_id"),
                        row.textOrNull("sub_account_id"),
                        List.of(parsed(row.text("tags"), String[].class))),
                new Served(
                        row.text("model_asked"),
                        row.textOrNull("model_served"),
                        row.textOrNull("provider"),
                        List.of(parsed(row.text("attempts"), Attempt[].class))),
                (int) row.number("status"),
                Usage.of(row.number("input_tokens"), row.number("output_tokens")),
                new Cost(
                        null,
                        new Money(row.number("provider_nanos")),
                        new Money(row.number("fee_nanos"))),
                NO_TIMING,
                row.flag("byok") ? EnumSet.of(Mark.BYOK) : EnumSet.noneOf(Mark.class));
    }

    private static Usage usage(Row row) throws SQLException {
        return new Usage(
                row.number("input_tokens"),
                row.number("cached_tokens"),
                row.number("cache_write_tokens"),
                row.number("cache_write_long_tokens"),
                row.number("output_tokens"),
                row.number("reasoning_tokens"),
                media(row),
                units(row),
                ServiceTier.named(orEmpty(row.textOrNull("service_tier"))),
                row.flag("estimated"));
    }

    private static Media media(Row row) throws SQLException {
        return new Media(
                row.number("audio_input_tokens"),
                row.number("cached_audio_tokens"),
                row.number("image_input_tokens"),
                row.number("cached_image_tokens"),
                row.number("audio_output_tokens"),
                row.number("image_output_tokens"));
    }

    private static Units units(Row row) throws SQLException {
        return new Units(
                row.number("images"),
                orEmpty(row.textOrNull("image_variant")),
                row.number("millis"),
                row.number("characters"),
                row.number("searches"));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Set<Mark> marks(Row row, List<Attempt> attempts) throws SQLException {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        addIf(row.flag("stream"), Mark.STREAM, marks);
        addIf(row.flag("unconfirmed"), Mark.UNCONFIRMED, marks);
        addIf(row.flag("above_hold"), Mark.ABOVE_HOLD, marks);
        addIf(row.flag("byok"), Mark.BYOK, marks);
        addIf(row.flag("cache_hit"), Mark.CACHE_HIT, marks);
        addIf(attempts.stream().anyMatch(one -> one.is(Attempt.HEDGE)), Mark.HEDGED, marks);
        addIf(attempts.stream().anyMatch(one -> one.is(Attempt.RESCUE)), Mark.RESCUED, marks);
        return marks;
    }

    private static void addIf(boolean set, Mark mark, Set<Mark> marks) {
        if (set) {
            marks.add(mark);
        }
    }

    private static String json(List<?> values) throws SQLException {
        try {
            return values.isEmpty() ? "[]" : JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new SQLException("a list must be writable as JSON", e);
        }
    }

    private static <T> T parsed(String json, Class<T> type) throws SQLException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a column must hold a JSON list", e);
        }
    }
}
