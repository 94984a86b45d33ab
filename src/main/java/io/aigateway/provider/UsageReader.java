package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.money.Media;
import io.aigateway.money.ServiceTier;
import io.aigateway.money.Units;
import io.aigateway.money.Usage;
import io.aigateway.provider.UsageTable.Count;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage of every wire into the one normalised form that is billed. Which family wrote it
 * is seen from its fields; where each family writes what stands in {@link UsageTable}.
 *
 * <p>Never throws: what cannot be true is left out, and when the prompt or the answer is not
 * counted at all the result is empty, so that the caller counts itself. No token is counted twice:
 * sound and pictures that were read from the cache are one part, and where a provider does not say
 * what it read from the cache, that is taken to be text first.
 */
public final class UsageReader {

    private static final long MILLIS = 1_000;

    private final UsageTable table;
    private final JsonNode usage;
    private final boolean reasoningOutside;

    private UsageReader(JsonNode usage, boolean reasoningOutside) {
        this.table = UsageTable.of(usage);
        this.usage = usage;
        this.reasoningOutside = reasoningOutside || table.reasoningOutsideOutput();
    }

    /** Usage from a whole reply or chunk: its {@code usage}, or Groq's {@code x_groq.usage}. */
    public static Optional<Usage> in(JsonNode reply, boolean reasoningOutsideOutput) {
        Optional<Usage> told = read(reply.path("usage"), reasoningOutsideOutput);
        return told.isPresent() ? told : read(reply.at("/x_groq/usage"), reasoningOutsideOutput);
    }

    /**
     * Usage from a usage object.
     *
     * @param usage the object; null, missing or nonsense gives an empty result
     * @param reasoningOutsideOutput whether the provider (xAI, Google's compatible endpoint) leaves
     *     reasoning out of {@code completion_tokens}; also recognised from the total, when it is
     *     told
     */
    public static Optional<Usage> read(@Nullable JsonNode usage, boolean reasoningOutsideOutput) {
        return usage == null || !usage.isObject()
                ? Optional.empty()
                : new UsageReader(usage, reasoningOutsideOutput).read();
    }

    private Optional<Usage> read() {
        OptionalLong told = table.find(Count.INPUT, usage);
        Units units = units();
        if (told.isEmpty() && units.millis() == 0) {
            return Optional.empty();
        }
        long prompt = told.orElse(0) + get(Count.BESIDE_INPUT);
        Cache cache = cache();
        // Parts above the whole: the provider leaves cached tokens out of the prompt, as Anthropic
        // does. To read them as part of it would lose money.
        boolean outside = table.cacheOutsideInput() || cache.sum() > prompt;
        long input = outside ? prompt + cache.sum() : prompt;
        Output output = output(table.cacheOutsideInput() ? input : prompt);
        if (output.tokens() < 0 && units.millis() == 0) {
            return Optional.empty();
        }
        return build(input, cache, output, units);
    }

    private Optional<Usage> build(long input, Cache cache, Output told, Units units) {
        long output = Math.max(told.tokens(), 0);
        boolean nothing = input == 0 && output == 0 && units.equals(Units.NONE);
        if (nothing || input > UsageField.MOST || output > UsageField.MOST) {
            return Optional.empty();
        }
        Media media = media(input, cache, output);
        return Optional.of(
                new Usage(
                        input,
                        cache.read(),
                        cache.shortWrite(),
                        cache.longWrite(),
                        output,
                        Math.min(told.reasoning(), output - media.output()),
                        media,
                        units,
                        tier(),
                        false));
    }

    /** Negative tokens stand for "not told". */
    private Output output(long prompt) {
        long completion = table.find(Count.OUTPUT, usage).orElse(-1);
        long reasoning = get(Count.REASONING);
        OptionalLong total = table.find(Count.TOTAL, usage);
        if (total.isEmpty() || (table.reasoningOutsideOutput() && completion >= 0)) {
            boolean add = reasoningOutside && completion >= 0;
            return new Output(add ? completion + reasoning : completion, reasoning);
        }
        long left = total.getAsLong() - prompt;
        boolean addsUp = completion >= 0 && reasoning > 0 && left == completion + reasoning;
        if (completion < 0 || addsUp) {
            return new Output(left, reasoning);
        }
        return reasoningOutside && left > completion
                ? new Output(left, Math.max(reasoning, left - completion))
                : new Output(completion, reasoning);
    }

    private Cache cache() {
        long written = get(Count.WRITTEN);
        long forAnHour = get(Count.WRITTEN_1H);
        long forMinutes = Math.max(get(Count.WRITTEN_5M), Math.max(written - forAnHour, 0));
        return new Cache(get(Count.CACHED), forMinutes, forAnHour);
    }

    /** Every part is cut to what the larger parts leave, so that the sum is what was told. */
    private Media media(long input, Cache cache, long output) {
        long notWritten = input - cache.shortWrite() - cache.longWrite();
        long audio = Math.min(get(Count.AUDIO_IN), notWritten);
        long image = Math.min(get(Count.IMAGE_IN), notWritten - audio);
        long cachedAudio = Math.min(get(Count.CACHED_AUDIO), Math.min(audio, cache.read()));
        long cachedImage =
                Math.min(get(Count.CACHED_IMAGE), Math.min(image, cache.read() - cachedAudio));
        long text = notWritten - audio - image;
        long overlap = Math.max(cache.read() - cachedAudio - cachedImage - text, 0);
        long alsoImage = Math.min(overlap, image - cachedImage);
        long audioOutput = Math.min(get(Count.AUDIO_OUT), output);
        return new Media(
                audio,
                cachedAudio + overlap - alsoImage,
                image,
                cachedImage + alsoImage,
                audioOutput,
                Math.min(get(Count.IMAGE_OUT), output - audioOutput));
    }

    private Units units() {
        long millis = Math.min(get(Count.SECONDS), UsageField.MOST / MILLIS) * MILLIS;
        return new Units(0, "", millis, 0, get(Count.SEARCHES));
    }

    private ServiceTier tier() {
        ServiceTier served = ServiceTier.named(usage.path("service_tier").asText(""));
        return served == ServiceTier.STANDARD
                ? ServiceTier.named(usage.path("speed").asText(""))
                : served;
    }

    private long get(Count count) {
        return table.get(count, usage);
    }

    private record Output(long tokens, long reasoning) {}

    private record Cache(long read, long shortWrite, long longWrite) {

        long sum() {
            return read + shortWrite + longWrite;
        }
    }
}
