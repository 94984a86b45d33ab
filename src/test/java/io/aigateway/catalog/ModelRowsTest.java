package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.TokenKind;
import io.aigateway.money.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRowsTest {

    private static final long USD = 1_000_000_000L;

    private final Path dir;

    ModelRowsTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void takesProviderAndUpstreamFromTheIdUnlessGiven() {
        // When
        Model model = model("{id: openai/gpt-x}");

        // Then
        assertThat(model.providerId()).isEqualTo("openai");
        assertThat(model.upstream()).isEqualTo("gpt-x");
        assertThat(model.kind()).isEqualTo(Model.Kind.CHAT);
        assertThat(model.knownPrice()).isEmpty();
        assertThat(model.limits()).isEqualTo(Limits.UNKNOWN);
    }

    @Test
    void chargesWhatIsNotPricedAsPlainInput() {
        // When
        Model model = model("{id: openai/gpt-x, price: {input: 2, output: 8}}");

        // Then
        assertThat(model.knownPrice())
                .contains(Price.of(new Price.Rates(2 * USD, 8 * USD, 2 * USD, 2 * USD, 2 * USD)));
    }

    @Test
    void chargesTheLongCacheLikeTheShortOneUnlessPriced() {
        // When
        Price.Rates rates =
                model("{id: openai/gpt-x, price: {input: 2, output: 8, cache-write: 2.5}}")
                        .knownPrice()
                        .orElseThrow()
                        .base();

        // Then
        assertThat(rates.of(TokenKind.CACHE_WRITE_1H)).isEqualTo(5 * USD / 2);
    }

    @Test
    void letsATierTakeOverWhatItDoesNotName() {
        // When
        Price price =
                model(
                                "{id: openai/gpt-x, price: {input: 1, output: 2, tiers: [{above: 10, input: 4}]}}")
                        .knownPrice()
                        .orElseThrow();

        // Then
        assertThat(price.tiers())
                .containsExactly(
                        new Price.Tier(
                                10, new Price.Rates(4 * USD, 2 * USD, 4 * USD, 4 * USD, 4 * USD)));
    }

    @Test
    void makesAnyCamelEndpointAModel() {
        // When
        Model model =
                model(
                        "{id: acme/contract-answers, route: 'direct:contract-answers', price: {per-call: 0.01}}");

        // Then
        assertThat(model.providerId()).isEqualTo("camel");
        assertThat(model.route()).isEqualTo("direct:contract-answers");
        assertThat(model.knownPrice().orElseThrow().costOf(Usage.of(5, 5)))
                .isEqualTo(Money.ofUsd(new BigDecimal("0.01")));
    }

    private Model model(String row) {
        Catalog catalog =
                new CatalogFolder(dir)
                        .write("models.yaml", "models:\n  - " + row + "\n")
                        .load(Map.of());
        return catalog.models().all().get(0);
    }
}
