package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCatalogTest {

    private static final String NEW_MODEL = CatalogFolder.MODELS + "  - {id: openai/new}\n";

    private final CatalogFolder folder;
    private final LiveCatalog live;

    LiveCatalogTest(@TempDir Path dir) {
        folder = new CatalogFolder(dir);
        live = new LiveCatalog(folder.files(), Environment.of(Map.of()));
    }

    @Test
    void servesAnEditAfterAReload() {
        // Given
        folder.write("models.yaml", NEW_MODEL);

        // When
        live.reloadIfChanged();
        List<Finding> findings = live.reloadIfChanged();

        // Then
        assertThat(findings).isEmpty();
        assertThat(live.current().models().find("openai/new")).isPresent();
    }

    @Test
    void keepsTheOldContentWhenAnEditIsBroken() {
        // Given
        Catalog before = live.current();
        folder.write("models.yaml", NEW_MODEL + "  - {idd: openai/x}\n");

        // When
        live.reloadIfChanged();
        List<Finding> findings = live.reloadIfChanged();

        // Then
        assertThat(findings)
                .extracting(Finding::message)
                .contains("unknown key 'idd'; did you mean 'id'?");
        assertThat(live.current()).isSameAs(before);
    }

    @Test
    void doesNothingWhenNothingChanged() {
        // Given
        Catalog before = live.current();

        // When
        List<Finding> findings = live.reloadIfChanged();

        // Then
        assertThat(findings).isEmpty();
        assertThat(live.current()).isSameAs(before);
    }

    @Test
    void reportsABrokenEditOnce() {
        // Given
        folder.write("rules.yaml", "rules: [");
        live.reloadIfChanged();
        live.reloadIfChanged();

        // When
        List<Finding> findings = live.reloadIfChanged();

        // Then
        assertThat(findings).isEmpty();
    }
}
