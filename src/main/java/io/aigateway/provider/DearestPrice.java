package io.aigateway.provider;

import io.aigateway.catalog.Model;
import io.aigateway.money.Band;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.TokenKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A price that is nowhere lower than that of any model in a catalogue. */
final class DearestPrice {

    private DearestPrice() {}

    static Price of(Collection<Model> models) {
        Map<TokenKind, Long> highest = new EnumMap<>(TokenKind.class);
        Money perCall = Money.ZERO;
        for (Model model : models) {
            Price price = model.price();
            if (price != null) {
                rates(price).forEach(rates -> raise(highest, rates));
                perCall = perCall.compareTo(price.perCall()) < 0 ? price.perCall() : perCall;
            }
        }
        return new Price(Price.Rates.of(highest), List.of(), perCall);
    }

    private static Stream<Price.Rates> rates(Price price) {
        return Stream.concat(
                        Stream.of(price.band(io.aigateway.money.ServiceTier.STANDARD)),
                        price.byService().values().stream())
                .flatMap(DearestPrice::rates);
    }

    private static Stream<Price.Rates> rates(Band band) {
        return band.ratesUpTo(Long.MAX_VALUE);
    }

    private static void raise(Map<TokenKind, Long> highest, Price.Rates rates) {
        for (TokenKind kind : TokenKind.values()) {
            highest.merge(kind, rates.of(kind), Math::max);
        }
    }
}
