package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.money.Usage;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class UsageReaderPropertyTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES =
            List.of(
                    "prompt_tokens",
                    "completion_tokens",
                    "total_tokens",
                    "input_tokens",
                    "output_tokens",
                    "prompt_cache_hit_tokens",
                    "num_cached_tokens",
                    "cache_read_input_tokens",
                    "cache_creation_input_tokens",
                    "cached_tokens",
                    "cache_write_tokens",
                    "reasoning_tokens",
                    "ephemeral_5m_input_tokens",
                    "ephemeral_1h_input_tokens",
                    "prompt_tokens_details",
                    "completion_tokens_details",
                    "cache_creation");

    @Property(tries = 5_000)
    void neverThrowsAndNeverSaysMoreThanWasTold(
            @ForAll long seed, @ForAll boolean reasoningOutside) {
        // Given
        ObjectNode usage = randomUsage(new Random(seed), 2);
        boolean counted = usage.path("prompt_tokens").isIntegralNumber();

        // When
        Optional<Usage> read = UsageReader.read(usage, reasoningOutside);

        // Then
        assertThat(read.isEmpty() || counted || usage.path("input_tokens").isIntegralNumber())
                .isTrue();
    }

    @Property
    void keepsEveryHonestCount(
            @ForAll @LongRange(min = 1, max = 1_000_000) long plain,
            @ForAll @LongRange(max = 1_000_000) long cached,
            @ForAll @LongRange(max = 1_000_000) long written,
            @ForAll @LongRange(max = 1_000_000) long output) {
        // Given
        ObjectNode usage = NODES.objectNode();
        usage.put("prompt_tokens", plain + cached + written).put("completion_tokens", output);
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", cached)
                .put("cache_write_tokens", written);

        // When
        Optional<Usage> read = UsageReader.read(usage, false);

        // Then
        assertThat(read)
                .contains(
                        new Usage(plain + cached + written, cached, written, 0, output, 0, false));
    }

    /** A tree of known names over counts, near-counts and nonsense. */
    private static ObjectNode randomUsage(Random random, int depth) {
        ObjectNode node = NODES.objectNode();
        for (int i = random.nextInt(12); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            boolean nested = depth > 0 && random.nextInt(4) == 0;
            node.set(name, nested ? randomUsage(random, depth - 1) : leaf(random));
        }
        return node;
    }

    private static JsonNode leaf(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(100_000_000L + random.nextInt(5) - 2);
            case 2 -> NODES.numberNode(random.nextDouble() * 100);
            case 3 -> NODES.numberNode(new BigInteger(90, random));
            case 4 -> NODES.textNode("12");
            case 5 -> random.nextBoolean() ? NODES.nullNode() : NODES.arrayNode();
            default -> NODES.numberNode(random.nextInt(1_000));
        };
    }
}
