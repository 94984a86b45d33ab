package io.aigateway.catalog;

import io.aigateway.config.Located;
import io.aigateway.config.Row;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the prices of an edited file beside those in use: a rate that is more than a hundred
 * times what it was, or less than a hundredth, is taken for a slip (per token instead of per
 * million) and refused; one that is gone or has become zero is told.
 */
final class PriceJumps {

    private static final long FARTHEST = 100;

    private final Catalog before;

    PriceJumps(Catalog before) {
        this.before = before;
    }

    void check(Located<Model> located) {
        Model model = located.value();
        before.models()
                .find(model.id())
                .filter(old -> old.id().equals(model.id()))
                .flatMap(Model::knownPrice)
                .ifPresent(old -> check(located.row(), old, model.price()));
    }

    private static void check(Row row, Price old, @Nullable Price now) {
        if (now == null) {
            row.warning("id", "the model had a price, and now it has none");
            return;
        }
        if (now.isFree() && !old.isFree()) {
            row.warning("price", "the model had a price, and now it is free");
        }
        for (TokenKind kind : TokenKind.values()) {
            check(row, kind, old.base().of(kind), now.base().of(kind));
        }
    }

    private static void check(Row row, TokenKind kind, long old, long now) {
        boolean both = old > 0 && now > 0;
        if (both && (now / FARTHEST > old || old / FARTHEST > now)) {
            row.error(
                    "price",
                    "'%s' went from %s to %s USD per million tokens, by more than a factor of %d; if that is meant, restart the gateway"
                            .formatted(kind.key(), usd(old), usd(now), FARTHEST));
        }
    }

    private static String usd(long rate) {
        return new Money(rate).usd().toPlainString();
    }
}
