package io.aigateway.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Price.Rates;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of token, unit and tier, against sums made by hand. */
class PriceKindsTest {

    /** OpenAI's gpt-4o-audio-preview: 2.50 and 10 for text, 40 and 80 for sound. */
    private static final Map<TokenKind, Long> AUDIO =
            Map.of(
                    TokenKind.INPUT, usdPerMillion("2.5"),
                    TokenKind.OUTPUT, usdPerMillion("10"),
                    TokenKind.AUDIO_INPUT, usdPerMillion("40"),
                    TokenKind.AUDIO_OUTPUT, usdPerMillion("80"));

    @Test
    @Tag("M11")
    void chargesSoundAndTextApart() {
        // Given
        Price price = Price.of(Rates.of(AUDIO));
        Usage usage = usage(1_000, 0, 600, 0, 500, 400);

        // When
        Money cost = price.costOf(usage);

        // Then: 400 x 2.5 + 600 x 40 + 100 x 10 + 400 x 80 = 58,000 millionths of a dollar
        assertThat(cost).isEqualTo(Money.ofUsd(new BigDecimal("0.058")));
    }

    @Test
    @Tag("M11")
    void chargesSoundFromTheCacheOnce() {
        // Given
        Price price = Price.of(Rates.of(AUDIO));
        Usage usage = usage(1_000, 600, 600, 600, 0, 0);

        // When
        Money cost = price.costOf(usage);

        // Then: nobody said what cached sound costs, so it is charged as sound, and as nothing else
        assertThat(cost).isEqualTo(Money.ofUsd(new BigDecimal("0.025")));
    }

    @Test
    void chargesPicturesAsTextWhereTheyHaveNoRateOfTheirOwn() {
        // Given
        Map<TokenKind, Long> text =
                Map.of(
                        TokenKind.INPUT, usdPerMillion("2"),
                        TokenKind.CACHED_INPUT, usdPerMillion("0.5"),
                        TokenKind.OUTPUT, usdPerMillion("8"));

        // When
        Rates rates = Rates.of(text);

        // Then
        assertThat(rates.of(TokenKind.IMAGE_INPUT)).isEqualTo(usdPerMillion("2"));
        assertThat(rates.of(TokenKind.CACHED_IMAGE)).isEqualTo(usdPerMillion("0.5"));
        assertThat(rates.of(TokenKind.IMAGE_OUTPUT)).isEqualTo(usdPerMillion("8"));
        assertThat(rates.of(TokenKind.REASONING)).isEqualTo(usdPerMillion("8"));
    }

    @Test
    void chargesReasoningAtItsOwnRate() {
        // Given: Perplexity's deep research, 2, 8 and 3 dollars a million
        Price price =
                Price.of(
                        Rates.of(
                                Map.of(
                                        TokenKind.INPUT, usdPerMillion("2"),
                                        TokenKind.OUTPUT, usdPerMillion("8"),
                                        TokenKind.REASONING, usdPerMillion("3"))));

        // When
        Money cost = price.costOf(new Usage(20_049, 0, 0, 0, 81_025, 73_997, false));

        // Then: 20,049 x 2 + 7,028 x 8 + 73,997 x 3
        assertThat(cost).isEqualTo(Money.ofUsd(new BigDecimal("0.318313")));
    }

    @Test
    void picksTheRatesOfTheServiceTier() {
        // Given
        Price price =
                new Price(
                        band("5", "30"),
                        Map.of(
                                ServiceTier.PRIORITY, band("12.5", "75"),
                                ServiceTier.BATCH, band("2.5", "15")),
                        UnitPrices.NONE);
        Usage usage = Usage.of(1_000, 100);

        // When
        List<String> costs =
                Stream.of("default", "priority", "fast", "batch", "flex", "scale", "never heard of")
                        .map(name -> price.costOf(usage.in(ServiceTier.named(name))).toString())
                        .toList();

        // Then
        assertThat(costs)
                .containsExactly(
                        "$0.008", "$0.02", "$0.02", "$0.004", "$0.008", "$0.008", "$0.008");
    }

    @Test
    void chargesPicturesSecondsCharactersAndSearches() {
        // Given
        UnitPrices units =
                new UnitPrices(
                        usd("0.001"),
                        Map.of("", usd("0.04"), "1024x1792/hd", usd("0.12")),
                        usd("0.0001"),
                        usd("0.000015"),
                        usd("0.01"));
        Price price = new Price(band("0", "0"), Map.of(), units);
        Units used = new Units(2, "1024x1792/hd", 37_500, 1_000, 3);

        // When
        Money cost =
                price.costOf(
                        new Usage(0, 0, 0, 0, 0, 0, Media.NONE, used, ServiceTier.STANDARD, false));

        // Then: 0.001 + 2 x 0.12 + 37.5 x 0.0001 + 1,000 x 0.000015 + 3 x 0.01
        assertThat(cost).isEqualTo(usd("0.28975"));
    }

    @Test
    void chargesAnUnknownVariantAtTheDearestWhenTheRowHasNoUsualOne() {
        // Given
        UnitPrices units =
                new UnitPrices(
                        Money.ZERO,
                        Map.of("small", usd("0.02"), "large", usd("0.08")),
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO);

        // When
        Money price = units.perImage("panorama");

        // Then
        assertThat(price).isEqualTo(usd("0.08"));
    }

    @Test
    @Tag("M12")
    void hasAnotherVersionWithAnyOtherAmount() {
        // Given
        Price price = new Price(band("1", "2"), Map.of(), UnitPrices.NONE);

        // When
        String version = price.version();

        // Then
        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(new Price(band("1", "2"), Map.of(), UnitPrices.NONE).version())
                .isEqualTo(version);
        assertThat(new Price(band("1", "2.000000001"), Map.of(), UnitPrices.NONE).version())
                .isNotEqualTo(version);
        assertThat(new Price(band("1", "2"), Map.of(), UnitPrices.ofCall(usd("0.1"))).version())
                .isNotEqualTo(version);
    }

    @Property
    @net.jqwik.api.Tag("M11")
    void countsEveryTokenOnce(
            @ForAll @LongRange(max = 1_000_000) long text,
            @ForAll @LongRange(max = 1_000_000) long cachedText,
            @ForAll @LongRange(max = 1_000_000) long written,
            @ForAll @LongRange(max = 1_000_000) long audio,
            @ForAll @LongRange(max = 1_000_000) long cachedAudio,
            @ForAll @LongRange(max = 1_000_000) long reasoning) {
        // Given
        Map<TokenKind, Long> one = new EnumMap<>(TokenKind.class);
        Stream.of(TokenKind.values()).forEach(kind -> one.put(kind, usdPerMillion("1")));
        Usage usage =
                new Usage(
                        text + cachedText + written + audio + cachedAudio,
                        cachedText + cachedAudio,
                        written,
                        0,
                        reasoning + 7,
                        reasoning,
                        new Media(audio + cachedAudio, cachedAudio, 0, 0, 7, 0),
                        Units.NONE,
                        ServiceTier.STANDARD,
                        false);

        // When
        Money cost = Price.of(Rates.of(one)).costOf(usage);

        // Then
        assertThat(cost.nanos()).isEqualTo(usage.total() * 1_000);
    }

    @Property
    void addsAFeeThatIsNeverMoreThanItsShareRoundedUp(
            @ForAll @LongRange(max = 1_000_000_000_000L) long nanos,
            @ForAll @LongRange(max = 1_000) long percent) {
        // Given
        Markup markup = new Markup(BigDecimal.valueOf(percent));

        // When
        Money fee = markup.on(new Money(nanos));

        // Then
        assertThat(fee.nanos() * 100).isBetween(nanos * percent - 50, nanos * percent + 50);
    }

    private static Usage usage(
            long input, long cached, long audio, long cachedAudio, long output, long spoken) {
        return new Usage(
                input,
                cached,
                0,
                0,
                output,
                0,
                new Media(audio, cachedAudio, 0, 0, spoken, 0),
                Units.NONE,
                ServiceTier.STANDARD,
                false);
    }

    private static Band band(String input, String output) {
        return new Band(
                Rates.of(
                        Map.of(
                                TokenKind.INPUT, usdPerMillion(input),
                                TokenKind.OUTPUT, usdPerMillion(output))),
                List.of());
    }

    private static long usdPerMillion(String usd) {
        return usd(usd).nanos();
    }

    private static Money usd(String usd) {
        return Money.ofUsd(new BigDecimal(usd));
    }
}
