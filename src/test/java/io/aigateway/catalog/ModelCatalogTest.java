package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {

    private static final Catalog CATALOG =
            Catalog.load(new ConfigFiles(null), Environment.of(Map.of()));

    @Property
    void findsOrDoesNotFindAnyNameButNeverThrows(@ForAll @StringLength(max = 400) String name) {
        // When and Then
        assertThatNoException()
                .isThrownBy(
                        () -> {
                            CATALOG.models().find(name);
                            CATALOG.models().nearest(name, 3);
                            CATALOG.passThrough(name);
                            CATALOG.rules().find(name);
                        });
    }

    @Property
    void findsOnlyModelsThatAreListed(@ForAll @StringLength(max = 40) String name) {
        // When
        Optional<Model> found = CATALOG.models().find("openai/" + name);

        // Then
        assertThat(CATALOG.models().all()).containsAll(found.stream().toList());
    }

    @Test
    void findsEveryModelByEachOfItsNames() {
        // When
        List<Model> models = CATALOG.models().all();

        // Then
        assertThat(models)
                .allSatisfy(
                        model -> {
                            assertThat(CATALOG.models().find(model.id())).contains(model);
                            assertThat(model.aliases())
                                    .allMatch(
                                            alias ->
                                                    CATALOG.models().find(alias).orElseThrow()
                                                            == model);
                        });
    }

    @Test
    void namesTheNearestModels() {
        // When
        List<String> near = CATALOG.models().nearest("openai/gpt5.4", 2);

        // Then
        assertThat(near).startsWith("openai/gpt-5.4");
    }

    @Test
    void findsNothingForANameOfTenKilobytes() {
        // Given
        String name = "openai/" + "x".repeat(10_000);

        // When
        List<String> near = CATALOG.models().nearest(name, 3);

        // Then
        assertThat(near).isEmpty();
        assertThat(CATALOG.models().find(name)).isEmpty();
    }

    @Test
    void passesAnUnlistedModelOfAProviderThroughWithoutAPrice() {
        // When
        Model model = CATALOG.passThrough("together_ai/acme/New-Model").orElseThrow();

        // Then
        assertThat(model.id()).isEqualTo("together/acme/New-Model");
        assertThat(model.upstream()).isEqualTo("acme/New-Model");
        assertThat(model.knownPrice()).isEmpty();
    }

    @Test
    void passesNothingThroughToAnUnknownProviderOrWithAStrangeName() {
        // When
        List<String> passed =
                List.of("acme/x", "camel/direct:x", "gpt", "openai/", "openai/a b", "openai/a//b")
                        .stream()
                        .filter(name -> CATALOG.passThrough(name).isPresent())
                        .toList();

        // Then
        assertThat(passed).isEmpty();
    }
}
