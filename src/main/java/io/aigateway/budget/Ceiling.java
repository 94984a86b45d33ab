package io.aigateway.budget;

import io.aigateway.budget.PromptSize.CacheWrites;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.ServiceTier;
import io.aigateway.money.TokenKind;
import io.aigateway.money.UnitPrices;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** The dearest rates that a price has for a call: over all tiers that its prompt may fall into. */
final class Ceiling {

    private final List<Price.Rates> rates;

    Ceiling(Price price, Demand demand, long input) {
        Stream<Price.Rates> standard = price.band(ServiceTier.STANDARD).ratesUpTo(input);
        this.rates =
                demand.hurried()
                        ? Stream.concat(standard, price.band(ServiceTier.PRIORITY).ratesUpTo(input))
                                .toList()
                        : standard.toList();
    }

    /** The whole prompt, in nano-dollars for a million tokens each. */
    BigInteger input(PromptSize prompt) {
        long text = text(prompt.cacheWrites());
        long audio = Math.max(text, dearest(TokenKind.AUDIO_INPUT, TokenKind.CACHED_AUDIO));
        long image = Math.max(text, dearest(TokenKind.IMAGE_INPUT, TokenKind.CACHED_IMAGE));
        return WorstCase.times(prompt.tokens() - prompt.audio() - prompt.images(), text)
                .add(WorstCase.times(prompt.audio(), audio))
                .add(WorstCase.times(prompt.images(), image));
    }

    private long text(CacheWrites writes) {
        return switch (writes) {
            case NONE -> dearest(TokenKind.INPUT, TokenKind.CACHED_INPUT);
            case SHORT -> dearest(TokenKind.INPUT, TokenKind.CACHED_INPUT, TokenKind.CACHE_WRITE);
            case LONG ->
                    dearest(
                            TokenKind.INPUT,
                            TokenKind.CACHED_INPUT,
                            TokenKind.CACHE_WRITE,
                            TokenKind.CACHE_WRITE_1H);
        };
    }

    /** A token of the answer; a model that draws does so without being asked. */
    long output(boolean spoken) {
        long silent = dearest(TokenKind.OUTPUT, TokenKind.REASONING, TokenKind.IMAGE_OUTPUT);
        return spoken ? Math.max(silent, dearest(TokenKind.AUDIO_OUTPUT)) : silent;
    }

    private long dearest(TokenKind... kinds) {
        long dearest = 0;
        for (Price.Rates one : rates) {
            for (TokenKind kind : kinds) {
                dearest = Math.max(dearest, one.of(kind));
            }
        }
        return dearest;
    }

    /** What is asked for beside tokens. */
    static Money units(UnitPrices prices, Demand demand) {
        Money image = prices.perImage().values().stream().max(Money::compareTo).orElse(Money.ZERO);
        return new Money(
                Math.addExact(
                        Math.multiplyExact(image.nanos(), demand.images()),
                        Math.multiplyExact(prices.perSearch().nanos(), demand.searches())));
    }
}
