package io.aigateway.migrate.convert.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.aigateway.call.Api;
import io.aigateway.call.Json;
import io.aigateway.call.RequestReader;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.RunTime;
import io.aigateway.migrate.Source;
import io.aigateway.routing.Asked;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routing that is written into calls, and names of what is kept elsewhere. */
class CallConverterTest {

    private static final String CALL =
            """
            # openrouter
            body = {"model": "openai/gpt-5.4", "messages": [], %s}
            """;

    private static ReadCalls python(String fields) {
        return ReadCalls.of(Source.OPENROUTER, Map.of("a.py", CALL.formatted(fields)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"models\": [\"anthropic/claude-opus-4.7\"] | models | CARRIED",
                "\"models\": [\"a/b\", \"x/unheard-of\"] | models | NOT_CARRIED",
                "\"models\": [\"openai/gpt-5.4:free\"] | models | CHANGED",
                "\"models\": [\"openai/gpt-4o\", \"openai/gpt-4.1\", \"google/gemini-3-flash\"] | models | CHANGED",
                "\"models\": [one(), \"openai/gpt-4o\"] | models | NOT_CARRIED",
                "\"models\": [\"openai/gpt-4o\"], \"route\": \"fallback\" | route | CARRIED",
                "\"models\": [\"openai/gpt-4o\"], \"route\": \"other\" | route | NOT_CARRIED",
                "\"provider\": {\"order\": [\"openai\"]} | provider.order | CARRIED",
                "\"provider\": {\"order\": [\"Nobody\"]} | provider.order | CHANGED",
                "\"provider\": {\"order\": [\"openai/fast\"]} | provider.order | CHANGED",
                "\"provider\": {\"order\": \"openai\"} | provider.order | NOT_CARRIED",
                "\"provider\": {\"order\": names} | provider.order | NOT_CARRIED",
                "\"provider\": {\"only\": [\"Nobody\"]} | provider.only | NOT_CARRIED",
                "\"provider\": {\"only\": [\"groq\"]} | provider.only | CARRIED",
                "\"provider\": {\"only\": [\"groq\"]} | provider | NOT_CARRIED",
                "\"provider\": {\"ignore\": [\"azure\"]} | provider.ignore | CARRIED",
                "\"provider\": {\"allow_fallbacks\": False} | provider.allow_fallbacks | CARRIED",
                "\"provider\": {\"allow_fallbacks\": \"no\"} | provider.allow_fallbacks | NOT_CARRIED",
                "\"provider\": {\"sort\": \"price\"} | provider.sort | CARRIED",
                "\"provider\": {\"sort\": \"latency\"} | provider.sort | CHANGED",
                "\"provider\": {\"sort\": \"beauty\"} | provider.sort | NOT_CARRIED",
                "\"provider\": {\"sort\": {\"by\": \"price\", \"partition\": \"none\"}} | provider.sort.by | CARRIED",
                "\"provider\": {\"sort\": {\"by\": \"price\", \"partition\": \"none\"}} | provider.sort.partition | NOT_CARRIED",
                "\"provider\": {\"sort\": \"price\", \"order\": [\"openai\"]} | provider.sort | CHANGED",
                "\"provider\": {\"max_price\": {\"prompt\": 5}} | provider.max_price.prompt | CARRIED",
                "\"provider\": {\"max_price\": {\"prompt\": \"dear\"}} | provider.max_price.prompt | NOT_CARRIED",
                "\"provider\": {\"max_price\": {\"image\": 5}} | provider.max_price.image | NOT_CARRIED",
                "\"provider\": {\"zdr\": True} | provider.zdr | NOT_CARRIED",
                "\"provider\": {\"zdr\": False} | provider.zdr | CHANGED",
                "\"provider\": {\"data_collection\": \"allow\"} | provider.data_collection | CHANGED",
                "\"provider\": {\"quantizations\": [\"fp8\"]} | provider.quantizations | NOT_CARRIED",
                "\"provider\": {\"order\": [\"openai\"], \"allowFallbacks\": False} | provider.allowFallbacks | NOT_CARRIED",
                "\"provider\": {\"order\": [\"openai\"], \"newest\": 1} | provider.newest | NOT_CARRIED",
                "\"models\": [\"openai/gpt-4o\"], \"transforms\": [\"middle-out\"] | transforms | NOT_CARRIED",
                "\"models\": [\"openai/gpt-4o\"], \"transforms\": [] | transforms | CHANGED",
            })
    void eachFieldIsToldWithWhatBecomesOfIt(String fields, String path, Fate fate) {
        // Given
        String written = fields.strip();

        // When
        ReadCalls read = python(written);

        // Then
        assertThat(read.fates())
                .filteredOn(one -> one.path().equals(path))
                .extracting(KeyFate::fate, KeyFate::line)
                .containsExactly(tuple(fate, 2));
    }

    @Test
    void theFieldsOfAProviderAreDividedAsTheRunningGatewayDividesThem()
            throws JsonProcessingException {
        // Given
        String sample =
                """
                {"model": "auto", "messages": [{"role": "user", "content": "Hello"}],
                 "provider": {"order": ["openai"], "only": ["openai"], "ignore": ["azure"],
                   "allow_fallbacks": true, "sort": "price", "max_price": {"prompt": 9},
                   "zdr": true, "data_collection": "deny", "quantizations": ["fp8"],
                   "require_parameters": true, "preferred_min_throughput": 1,
                   "preferred_max_latency": 1, "enforce_distillable_text": true}}
                """;

        // When
        RunTime.Heard heard = RunTime.of(Json.read(sample));

        // Then
        Set<String> ignored = new TreeSet<>();
        heard.ignored().forEach(field -> ignored.add(field.replace("provider.", "")));
        assertThat(heard.refused()).isNull();
        assertThat(ignored).isEqualTo(new TreeSet<>(ProviderFields.WITHOUT_EFFECT));
        assertThat(ProviderFields.HEEDED).doesNotContainAnyElementsOf(ignored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"models\": [\"anthropic/claude-opus-4.7\", \"google/gemini-3-flash\"]",
                "\"models\": [\"anthropic/claude-opus-4.7\"], \"provider\": {\"order\": [\"anthropic\"], \"allow_fallbacks\": true}",
                "\"models\": [\"anthropic/claude-opus-4.7\"], \"provider\": {\"only\": [\"anthropic\", \"openai\"]}",
            })
    void theRuleAsksWhomTheCallAsks(String fields) throws JsonProcessingException {
        // Given
        String body = "{\"model\": \"openai/gpt-5.4\", %s}".formatted(fields);
        String whole =
                body.replace(
                        "{\"model\"",
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"model\"");

        // When
        ReadCalls read = python(fields);

        // Then
        String rule = read.catalog().rules().all().get(0).model();
        assertThat(asked(RunTime.question(rule).toString(), read.catalog()))
                .isEqualTo(
                        RunTime.of(Json.read(whole)).models().stream()
                                .filter(id -> !id.startsWith("openrouter/"))
                                .toList())
                .hasSizeGreaterThan(1);
        assertThat(read.findings()).isEmpty();
    }

    private static List<String> asked(String body, Catalog catalog) {
        return Asked.by(
                        RequestReader.read(Api.CHAT, body.getBytes(StandardCharsets.UTF_8)),
                        catalog)
                .stream()
                .map(Model::id)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"models\": [\"openai/gpt-4o\"], \"provider\": {\"sort\": \"price\"}",
                "\"models\": [\"openai/gpt-4o\"], \"provider\": {\"allow_fallbacks\": False}",
                "\"models\": [\"openai/gpt-4o\"], \"provider\": {\"order\": names}",
                "\"models\": [\"openai/gpt-4o:free\"]",
                "\"models\": [\"x/unheard-of\"]",
                "\"models\": [\"openai/gpt-5.4\"]",
            })
    void whatARuleCannotSayBecomesNone(String fields) {
        // Given
        String written = fields.strip();

        // When
        ReadCalls read = python(written);

        // Then
        assertThat(read.rules()).isEmpty();
        assertThat(read.fates()).isNotEmpty();
    }

    @Test
    void aNameStandsForWhatItWasGivenOnceAndForNothingElse() {
        // Given
        String program =
                """
                # openrouter
                LIST = ["openai/gpt-4o", "openai/gpt-4.1"]
                OTHER = ["openai/gpt-4o"]
                OTHER = ["openai/gpt-4.1"]
                EXTRA = {"models": LIST, "provider": {"zdr": True}}
                def one(given=["openai/gpt-4o"]):
                    ask(messages=[], extra_body={"models": given})
                    ask(messages=[], extra_body={"models": OTHER})
                    ask(messages=[], extra_body=EXTRA)
                """;

        // When
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, Map.of("a.py", program));

        // Then
        assertThat(read.told())
                .containsExactly(
                        "5 extra_body.models CARRIED",
                        "5 extra_body.provider.zdr NOT_CARRIED",
                        "7 extra_body.models NOT_CARRIED",
                        "8 extra_body.models NOT_CARRIED");
    }

    @Test
    void wishesAreSeenWhereverTheyAreWrittenOut() {
        // Given
        String program =
                """
                const openrouter = createOpenRouter({ extraBody: {
                  provider: { data_collection: 'deny', ...(names ? { only: names } : {}) } } });
                const CHAINS = { smart: ['openai/gpt-5.4', 'anthropic/claude-opus-4.7'] };
                const smart = openrouter('openai/gpt-5.4', { extraBody: {
                  models: CHAINS.smart, route: 'fallback' } });
                ask({ model, messages, plugins: [{ id: 'web' }], route: 'fallback' });
                export const routing = () => ({
                  order: [name], allow_fallbacks: false,
                  max_price: { prompt: dearest, request: 0 } });
                kwargs.extra_body = { ...others, provider: { sort: 'price' } };
                const columns = { sort: 'price', order: ['name'], only: ['x'] };
                const schema = z.object({ order: z.array(z.string()), zdr: z.boolean() });
                const json = { order: { type: 'array' }, zdr: { type: 'boolean' } };
                """;

        // When
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, Map.of("a.ts", program));

        // Then
        assertThat(read.told())
                .containsExactly(
                        "2 extraBody.provider.data_collection NOT_CARRIED",
                        "2 extraBody.provider.only NOT_CARRIED",
                        "5 extraBody.models CARRIED",
                        "5 extraBody.route CARRIED",
                        "6 route CARRIED",
                        "6 plugins NOT_CARRIED",
                        "8 provider.order NOT_CARRIED",
                        "8 provider.allow_fallbacks CARRIED",
                        "9 provider.max_price.prompt NOT_CARRIED",
                        "9 provider.max_price.request NOT_CARRIED",
                        "10 extra_body.provider.sort CARRIED");
    }

    @Test
    void scriptsNotebooksAndDocumentsAreReadWithTheirLines() {
        // Given
        Map<String, String> files =
                Map.of(
                        "a.sh",
                        """
                        # openrouter
                        curl -d '{"messages": [],
                          "provider": {
                            "zdr": true}}' x
                        """,
                        "b.ipynb",
                        """
                        {"cells": [{"cell_type": "code", "source": [
                          "# openrouter\\n",
                          "ask(messages=[], extra_body={'route': 'fallback',\\n",
                          "  'models': ['openai/gpt-4o']})"
                        ]}], "nbformat": 4}
                        """,
                        "c.yaml",
                        """
                        # openrouter
                        request:
                          prompt: Hello
                          models:
                            - openai/gpt-4o
                          provider:
                            order: [openai]
                        """,
                        "d.ts",
                        """
                        import { OpenRouter } from '@openrouter/sdk';
                        ask({ messages, provider: { allowFallbacks: false,
                          dataCollection: 'deny' } as const });
                        """,
                        "e.go",
                        """
                        package e // openrouter
                        var body = map[string]any{
                        	"models":   []string{"openai/gpt-4o"},
                        	"messages": messages,
                        	"provider": map[string]any{"order": []string{"Nobody"}, "zdr": true},
                        }
                        """,
                        "f.rb",
                        """
                        # openrouter
                        ask(parameters: { messages: [], models: ["openai/gpt-4o"],
                          provider: { only: ["openai"], sort: nil } })
                        """);

        // When
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, files);

        // Then
        assertThat(read.told())
                .containsExactly(
                        "4 provider.zdr NOT_CARRIED",
                        "3 extra_body.route CARRIED",
                        "4 extra_body.models CARRIED",
                        "4 models CARRIED",
                        "7 provider.order CARRIED",
                        "2 provider.allowFallbacks CARRIED",
                        "3 provider.dataCollection NOT_CARRIED",
                        "3 models CARRIED",
                        "5 provider.order CHANGED",
                        "5 provider.zdr NOT_CARRIED",
                        "2 models CARRIED",
                        "3 provider.only CARRIED",
                        "3 provider.sort CARRIED");
    }

    @Test
    void aNameThatIsSeenInManyPlacesIsOneRule() {
        // Given
        Map<String, String> files =
                Map.of(
                        "a.py",
                        """
                        URL = "https://router.requesty.ai/v1"
                        FAST = "policy/fast"
                        ask(model="policy/Fast", fallbacks=["openai/gpt-4o"])
                        """,
                        "b.env",
                        "DEFAULT_MODEL=policy/fast\n# MODEL=policy/old\nPOLICY_PATH=policy/files\n",
                        "c.go",
                        "package c\n// policy/comment\nvar model = \"policy/fast\"\n");

        // When
        ReadCalls read = ReadCalls.of(Source.REQUESTY, files);

        // Then
        assertThat(read.catalog().rules().all()).hasSize(1);
        assertThat(read.rules()).contains("a.py:2, a.py:3, b.env:1, c.go:3");
        assertThat(asked(RunTime.question("policy/fast").toString(), read.catalog()))
                .containsExactly("openai/gpt-4o");
        assertThat(read.findings()).isEmpty();
        assertThat(read.told())
                .containsExactly(
                        "2 policy/fast CHANGED",
                        "3 policy/Fast CHANGED",
                        "1 policy/fast CHANGED",
                        "3 policy/fast CHANGED");
    }

    @Test
    void theStubOfAPresetAsksTheModelsThatAreNamedBesideIt() {
        // Given
        String program =
                """
                // openrouter
                ask({ model: 'openai/gpt-4o', preset: 'long', messages });
                ask({ model: 'anthropic/claude-opus-4.7@preset/long', messages });
                """;

        // When
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, Map.of("a.ts", program));

        // Then
        assertThat(asked(RunTime.question("@preset/long").toString(), read.catalog()))
                .containsExactly("openai/gpt-4o", "anthropic/claude-opus-4.7");
        assertThat(read.told())
                .containsExactly(
                        "2 preset CHANGED", "3 anthropic/claude-opus-4.7@preset/long NOT_CARRIED");
    }

    @Test
    void rulesThatSomebodyHasStayAndWhatTheyLackIsTold() {
        // Given
        Map<String, String> files =
                Map.of("a.py", "MODEL = \"policy/fast\"\nOTHER_MODEL = \"policy/slow\"\n");
        String there = "rules:\n  - {model: policy/FAST, failover: [openai/gpt-4o]}\n";

        // When
        ReadCalls read = ReadCalls.of(Source.REQUESTY, files, there);

        // Then
        assertThat(read.rules()).isEmpty();
        assertThat(read.told())
                .containsExactly("1 policy/fast CARRIED", "2 policy/slow NOT_CARRIED");
    }

    @Test
    void whoStandsInIsAModelThatIsShipped() {
        // Given
        String name = Stubs.STANDS_IN;

        // When
        RunTime.Heard heard = RunTime.ofName(name);

        // Then
        assertThat(heard.models()).containsExactly(name);
    }
}
