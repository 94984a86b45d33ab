package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings that a provider gives in its own order, encoding or length. */
class OddVectorsTest {

    private static final float[][] VECTORS = {{0.25f, -1.5f}, {1e-9f, 3.0f}, {-0.1f, 7.125f}};

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of(), files -> files);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @ParameterizedTest(name = "in the order {0}, asked for {1}, sent as {2}")
    @CsvSource({
        "0 1 2, float, float",
        "2 0 1, float, float",
        "2 1 0, '', float",
        "1 2 0, base64, base64",
        "2 0 1, base64, float",
        "2 0 1, float, base64",
        "1 0 2, '', base64"
    })
    @Tag("U30")
    void comeInTheOrderOfTheInputsAndAsTheyWereAskedFor(String order, String asked, String sent) {
        // Given
        String tag = (order + "-" + asked + "-" + sent).replace(' ', '-');
        List<String> items = new ArrayList<>();
        for (String index : order.split(" ")) {
            int at = Integer.parseInt(index);
            items.add(item(at, written(VECTORS[at], sent)));
        }
        answer(items);

        // When
        HttpResponse<String> answer =
                ask("", asked.isEmpty() ? "" : ",\"encoding_format\":\"" + asked + "\"", tag);

        // Then
        JsonNode data = GatewayUnderTest.json(answer).path("data");
        assertThat(data).hasSize(3);
        for (int at = 0; at < 3; at++) {
            assertThat(data.get(at).path("index").asInt()).isEqualTo(at);
            JsonNode vector = data.get(at).path("embedding");
            assertThat(vector.isTextual()).isEqualTo(asked.equals("base64"));
            assertThat(read(vector)).containsExactly(VECTORS[at]);
        }
        JsonNode seen = bench.provider("openai").lastRequest().body();
        assertThat(seen.path("encoding_format").asText("")).isEqualTo(asked);
        assertThat(seen.path("input")).hasSize(3);
        assertThat(bench.onlyRecord(tag).path("input_tokens").asInt()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"a\"|1", "[1,2,3]|1", "[[1,2],[3]]|2", "[\"a\",\"b\"]|2"})
    void areAsManyAsTheInputsTextOrTokens(String input, int count) {
        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .post(
                                "/v1/embeddings",
                                "{\"model\":\"openai/embed\",\"input\":%s}".formatted(input));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayUnderTest.json(answer).path("data")).hasSize(count);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one is missing|0:2,1:2",
                "one is there twice|0:2,1:2,1:2",
                "one too many|0:2,1:2,2:2,3:2",
                "an index that is not asked for|0:2,1:2,9:2",
                "a negative index|0:2,1:2,-1:2",
                "lengths that differ|0:2,1:3,2:2",
                "an empty one|0:0,1:0,2:0"
            })
    @Tag("U30")
    void areRefusedAndAskedForElsewhereWhenTheyDoNotBelongToTheInputs(String what, String items) {
        // Given
        String tag = what.replace(' ', '-');
        List<String> told = new ArrayList<>();
        for (String item : items.split(",")) {
            String[] parts = item.split(":");
            told.add(
                    item(
                            Integer.parseInt(parts[0]),
                            written(new float[Integer.parseInt(parts[1])], "float")));
        }
        answer(told);

        // When
        HttpResponse<String> answer = ask(bench.unusedRow("openai"), "", tag);

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(GatewayUnderTest.json(answer).at("/error/message").asText()).contains("vectors");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.at("/attempts/0/outcome").asText()).isEqualTo("server-error");
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
    }

    @Test
    @Tag("U30")
    void ofAnotherLengthThanWasAskedForAreTheFaultOfTheParameterAndNotOfTheProvider() {
        // Given
        answer(
                List.of(
                        item(0, written(VECTORS[0], "float")),
                        item(1, written(VECTORS[1], "float")),
                        item(2, written(VECTORS[2], "float"))));

        // When
        HttpResponse<String> right = ask("", ",\"dimensions\":2", "right-length");
        HttpResponse<String> wrong = ask("", ",\"dimensions\":256", "wrong-length");

        // Then
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(wrong).at("/error/message").asText())
                .contains("dimensions", "2 numbers, not 256");
        JsonNode record = bench.onlyRecord("wrong-length");
        assertThat(record.at("/attempts/0/outcome").asText()).isEqualTo("unsupported-parameter");
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
    }

    private static void answer(List<String> items) {
        bench.provider("openai")
                .answering(
                        200,
                        "{\"object\":\"list\",\"model\":\"m\",\"data\":["
                                + String.join(",", items)
                                + "],\"usage\":{\"prompt_tokens\":6,\"total_tokens\":6}}");
    }

    private static String item(int index, String vector) {
        return "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(index, vector);
    }

    private static String written(float[] vector, String how) {
        if (how.equals("base64")) {
            ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putFloat(vector[0]).putFloat(vector[1]);
            return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
        }
        List<String> numbers = new ArrayList<>();
        for (float number : vector) {
            numbers.add(Float.toString(number));
        }
        return "[" + String.join(",", numbers) + "]";
    }

    private static float[] read(JsonNode vector) {
        if (vector.isTextual()) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(vector.asText()))
                            .order(ByteOrder.LITTLE_ENDIAN);
            return new float[] {bytes.getFloat(), bytes.getFloat()};
        }
        return new float[] {vector.get(0).floatValue(), vector.get(1).floatValue()};
    }

    private static HttpResponse<String> ask(String row, String more, String tag) {
        String body =
                "{\"model\":\"%s/embed\",\"input\":[\"a\",\"b\",\"c\"]%s}"
                        .formatted(row.isEmpty() ? "openai" : row, more);
        return bench.gateway().post("/v1/embeddings", body, "x-aig-tag", tag);
    }
}
