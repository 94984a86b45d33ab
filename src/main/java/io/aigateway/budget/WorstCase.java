package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.PromptSize.CacheWrites;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.ServiceTier;
import io.aigateway.money.TokenKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The most that a call can cost: its estimated prompt at the dearest input rate that can apply, and
 * every answer it may get at its full length.
 */
public final class WorstCase {

    /** What an answer may have when neither the request nor the model says. */
    private static final long DEFAULT_OUTPUT = 4_096;

    /** No model writes more; it keeps the sums of an absurd request far from overflow. */
    private static final long MOST_OUTPUT = 10_000_000;

    /** OpenAI's limit of {@code n}, for the same reason. */
    private static final long MOST_ANSWERS = 128;

    private static final List<String> OUTPUT_LIMITS =
            List.of("max_completion_tokens", "max_tokens", "max_output_tokens");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private WorstCase() {}

    /** The most that a request for a chat answer or a completion can cost. */
    public static Money of(ObjectNode request, PromptSize prompt, ModelLimits limits, Price price) {
        long output = outputLimit(request, limits) * answers(request);
        return of(prompt, output, limits, price);
    }

    /**
     * The most that a call can cost, rounded up to a nano-dollar.
     *
     * @param outputTokens the most that all its answers together can have; 0 for an embedding
     */
    public static Money of(PromptSize prompt, long outputTokens, ModelLimits limits, Price price) {
        long input =
                limits.context() > 0
                        ? Math.min(prompt.tokens(), limits.context())
                        : prompt.tokens();
        BigInteger sum =
                times(input, dearest(price, input, rates -> input(rates, prompt.cacheWrites())))
                        .add(times(outputTokens, dearest(price, input, WorstCase::output)));
        BigDecimal nanos = new BigDecimal(sum).divide(MILLION, 0, RoundingMode.CEILING);
        return new Money(nanos.longValueExact()).plus(price.perCall());
    }

    /** Whether a request itself says how long an answer may be. */
    public static boolean isBounded(ObjectNode request) {
        return asked(request) > 0;
    }

    /**
     * The most tokens that one answer can have: what the request says, or the model's default;
     * never more than the model can write. A request that does not say gets this number sent
     * upstream.
     */
    public static long outputLimit(ObjectNode request, ModelLimits limits) {
        long asked = asked(request);
        long wanted = asked > 0 ? asked : defaultOutput(limits);
        return Math.min(wanted, limits.output() > 0 ? limits.output() : MOST_OUTPUT);
    }

    private static long asked(ObjectNode request) {
        return OUTPUT_LIMITS.stream()
                .map(request::path)
                .filter(JsonNode::isNumber)
                .mapToLong(JsonNode::asLong)
                .max()
                .orElse(0);
    }

    private static long defaultOutput(ModelLimits limits) {
        return limits.defaultOutput() > 0 ? limits.defaultOutput() : DEFAULT_OUTPUT;
    }

    /**
     * How many answers are paid for: {@code best_of} of them are written and {@code n} returned.
     */
    private static long answers(ObjectNode request) {
        long asked = Math.max(request.path("n").asLong(1), request.path("best_of").asLong(1));
        return Math.min(Math.max(asked, 1), MOST_ANSWERS);
    }

    private static long input(Price.Rates rates, CacheWrites writes) {
        return Arrays.stream(TokenKind.values())
                .filter(TokenKind::isInput)
                .filter(kind -> kind != TokenKind.CACHE_WRITE || writes != CacheWrites.NONE)
                .filter(kind -> kind != TokenKind.CACHE_WRITE_1H || writes == CacheWrites.LONG)
                .mapToLong(rates::of)
                .max()
                .orElse(0);
    }

    private static long output(Price.Rates rates) {
        return Arrays.stream(TokenKind.values())
                .filter(kind -> !kind.isInput())
                .mapToLong(rates::of)
                .max()
                .orElse(0);
    }

    /** Over all tiers that a prompt of at most this size can fall into. */
    private static long dearest(Price price, long input, ToLongFunction<Price.Rates> rate) {
        return Stream.concat(
                        Stream.of(price.band(ServiceTier.STANDARD)),
                        price.byService().values().stream())
                .flatMap(band -> band.ratesUpTo(input))
                .mapToLong(rate)
                .max()
                .orElse(0);
    }

    private static BigInteger times(long tokens, long rate) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate));
    }
}
