package io.aigateway.migrate.convert.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.convert.Converted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real configurations from LiteLLM's documentation, where they are at hand. */
class LiteLlmCorpusTest {

    private static final Path CORPUS = Path.of("../shared/data/litellm-configs.jsonl");

    @Test
    void everyConfigurationThatLoadsConvertsIntoOneThatPassesTheCheckAndEachKeyIsToldOnce()
            throws IOException {
        // Given
        assumeTrue(Files.exists(CORPUS));
        LiteLlmConverter converter = new LiteLlmConverter();
        ObjectMapper json = new ObjectMapper();
        List<String> wrong = new ArrayList<>();
        Map<Fate, Integer> rates = new EnumMap<>(Fate.class);
        int loads = 0;
        int all = 0;
        int withModels = 0;

        // When
        for (String line : Files.readAllLines(CORPUS)) {
            JsonNode one = json.readTree(line);
            String name = one.path("file").asText() + "#" + one.path("n").asText();
            Converted converted = Converted.of(converter, one.path("yaml").asText());
            all++;
            converted.findings().forEach(finding -> wrong.add(name + ": " + finding));
            if (one.path("parses").asBoolean()) {
                loads++;
                List<KeyFate> fates = converted.conversion().fates();
                Converted.miscounted(one.path("yaml").asText(), fates)
                        .forEach(path -> wrong.add(name + ": " + path));
                fates.forEach(fate -> rates.merge(fate.fate(), 1, Integer::sum));
                withModels += converted.file("models.yaml").contains("  - id:") ? 1 : 0;
            }
        }

        // Then
        int told = rates.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "LiteLLM configurations: %d read, %d load, %d of them with models here; of %d"
                        + " settings %d %% carried over, %d %% changed, %d %% not carried over%n",
                all,
                loads,
                withModels,
                told,
                percent(rates, Fate.CARRIED, told),
                percent(rates, Fate.CHANGED, told),
                percent(rates, Fate.NOT_CARRIED, told));
        assertThat(loads).isGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    private static int percent(Map<Fate, Integer> rates, Fate fate, int of) {
        return Math.round(100f * rates.getOrDefault(fate, 0) / of);
    }
}
