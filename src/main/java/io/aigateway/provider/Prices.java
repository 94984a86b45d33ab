package io.aigateway.provider;

import io.aigateway.call.Candidate;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.money.Price;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate's tokens cost: the price that stood in the catalogue when the call was planned,
 * or what is reckoned with when it has none.
 */
public final class Prices {

    private final LiveCatalog catalog;
    private final UnknownPrice policy;
    private volatile @Nullable Ceiling ceiling;

    public Prices(LiveCatalog catalog, String unknownPrice) {
        this.catalog = catalog;
        this.policy = UnknownPrice.of(unknownPrice);
    }

    /** What happens to a call whose price is not known. */
    public UnknownPrice policy() {
        return policy;
    }

    /** The price that the candidate is charged at; empty when none is known and none assumed. */
    public Optional<Price> of(Candidate candidate) {
        Price known = candidate.model().price();
        if (known != null) {
            return Optional.of(known);
        }
        return policy == UnknownPrice.CEILING ? Optional.of(ceiling()) : Optional.empty();
    }

    /** How the price is told in records: its version, and that it was only assumed. */
    @Nullable String version(Candidate candidate) {
        Price known = candidate.model().price();
        return known != null
                ? known.version()
                : of(candidate).map(assumed -> "ceiling-" + assumed.version()).orElse(null);
    }

    private Price ceiling() {
        Catalog now = catalog.current();
        Ceiling kept = ceiling;
        if (kept == null || kept.catalog != now) {
            kept = new Ceiling(now, DearestPrice.of(now.models().all()));
            ceiling = kept;
        }
        return kept.price;
    }

    private record Ceiling(Catalog catalog, Price price) {}
}
