package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.money.Media;
import io.aigateway.money.ServiceTier;
import io.aigateway.money.Units;
import io.aigateway.money.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt used: as its provider told it; counted here, and marked as estimated, where the
 * provider told nothing, told zeros that cannot be, or did not come to the end.
 */
final class Meter {

    /** OpenAI's spoken answers: 20 tokens a second, of 48 kB of 16-bit samples. */
    private static final long BYTES_OF_AN_AUDIO_TOKEN = 2_400;

    private final CallTokens tokens;

    Meter(CallTokens tokens) {
        this.tokens = tokens;
    }

    /** The usage of an answer that is whole. */
    Usage whole(Call call, Told told, Generated generated) {
        return read(call, told)
                .map(usage -> plausible(call, usage, generated))
                .orElseGet(() -> counted(call, told, generated));
    }

    /**
     * The usage of an answer that broke off, or whose caller left: the prompt as it was told, and
     * of the answer the more of what was told last and what was delivered.
     */
    Usage cut(Call call, Told told, Generated generated) {
        Usage delivered = counted(call, told, generated);
        return read(call, told)
                .map(
                        usage ->
                                usage.output() > delivered.output()
                                        ? asEstimate(usage)
                                        : withOutput(plausible(call, usage, generated), delivered))
                .orElse(delivered);
    }

    /** How many tokens a text is that the running candidate wrote. */
    long text(Call call, String text) {
        return tokens.text(call.candidate(), text);
    }

    /** What a provider told although it failed. */
    Optional<Usage> read(Call call, Told told) {
        boolean outside = call.candidate().provider().quirks().reasoningOutsideOutput();
        return told.contradicts()
                ? Optional.empty()
                : UsageReader.read(told.usage(), outside).map(usage -> usage.in(tier(call, told)));
    }

    /** A prompt is never nothing, nor is an answer that was seen. */
    private Usage plausible(Call call, Usage told, Generated generated) {
        boolean noOutput = told.output() == 0 && !generated.isNothing();
        if (told.input() > 0 && !noOutput) {
            return told;
        }
        if (told.input() == 0 && told.units().millis() > 0) {
            return told;
        }
        Usage counted = counted(call, Told.NOTHING, generated).in(told.tier());
        return told.input() > 0 ? withOutput(told, counted) : counted;
    }

    private Usage counted(Call call, Told told, Generated generated) {
        Candidate candidate = call.candidate();
        long text = counted(candidate, generated.texts());
        long reasoning = counted(candidate, generated.thoughts());
        text += generated.choices() * tokens.aroundAnswer(candidate);
        text += generated.toolCalls() * tokens.aroundToolCall(candidate);
        long audio = generated.audioBytes() / BYTES_OF_AN_AUDIO_TOKEN;
        return new Usage(
                tokens.prompt(call, candidate).likely(),
                0,
                0,
                0,
                text + reasoning + audio,
                reasoning,
                new Media(0, 0, 0, 0, audio, 0),
                Units.NONE,
                tier(call, told),
                true);
    }

    private long counted(Candidate candidate, Iterable<StringBuilder> texts) {
        long sum = 0;
        for (StringBuilder one : texts) {
            sum += tokens.text(candidate, one.toString());
        }
        return sum;
    }

    private static Usage asEstimate(Usage usage) {
        return withOutput(usage, usage);
    }

    private static Usage withOutput(Usage input, Usage output) {
        Media in = input.media();
        Media out = output.media();
        return new Usage(
                input.input(),
                input.cachedInput(),
                input.cacheWrite(),
                input.cacheWriteLong(),
                output.output(),
                output.reasoning(),
                new Media(
                        in.audioInput(),
                        in.cachedAudio(),
                        in.imageInput(),
                        in.cachedImage(),
                        out.audioOutput(),
                        out.imageOutput()),
                input.units(),
                input.tier(),
                true);
    }

    /**
     * The tier that the provider says it served in. When it does not say, the request's counts if
     * it is the dearer one: a discount must be confirmed.
     */
    private static ServiceTier tier(Call call, Told told) {
        if (!told.tier().isEmpty()) {
            return ServiceTier.named(told.tier());
        }
        JsonNode body = call.request().body();
        ServiceTier asked = ServiceTier.named(body.path("service_tier").asText(""));
        boolean fast = "fast".equals(body.path("speed").asText());
        return asked == ServiceTier.PRIORITY || fast ? ServiceTier.PRIORITY : ServiceTier.STANDARD;
    }

    /**
     * What a provider said of its own use.
     *
     * @param usage its usage object; null when it sent none
     * @param tier the service tier that it named; empty when it named none
     * @param contradicts whether it told less after it had told more, so that none of it counts
     */
    record Told(@Nullable JsonNode usage, String tier, boolean contradicts) {

        /** Nothing. */
        static final Told NOTHING = new Told(null, "", false);

        /** What a whole answer, or a chunk of one, says. */
        static Told in(JsonNode reply) {
            JsonNode usage =
                    reply.path("usage").isObject()
                            ? reply.path("usage")
                            : reply.path("x_groq").path("usage");
            return new Told(
                    usage.isObject() ? usage : null,
                    firstOf(
                            usage.path("speed").asText("").equals("fast") ? "fast" : "",
                            usage.path("service_tier").asText(""),
                            reply.path("service_tier").asText("")),
                    false);
        }

        /** The same, and what a later chunk added: its counts hold those of the earlier ones. */
        Told and(Told later) {
            return new Told(
                    later.usage == null ? usage : later.usage,
                    firstOf(later.tier, tier),
                    contradicts || isLess(later.usage, usage));
        }

        private static boolean isLess(@Nullable JsonNode later, @Nullable JsonNode earlier) {
            Usage before = UsageReader.read(earlier, false).orElse(Usage.NONE);
            return UsageReader.read(later, false)
                    .map(now -> now.input() < before.input() || now.output() < before.output())
                    .orElse(false);
        }

        private static String firstOf(String... names) {
            for (String name : names) {
                if (!name.isEmpty()) {
                    return name;
                }
            }
            return "";
        }
    }
}
