package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.error.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogMistakesTest {

    private static final String BASE = "    base-url: https://h/v1\n";
    private static final String SECOND = CatalogFolder.PROVIDERS + "  - id: b\n" + BASE;

    private final Path dir;

    CatalogMistakesTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"yamlMistakes", "providerMistakes", "modelMistakes", "ruleMistakes"})
    void tellsFileLineAndWhatWouldBeRight(String file, String finding, String content) {
        // Given
        CatalogFolder folder = new CatalogFolder(dir).write(file, content);

        // When
        List<String> findings = folder.check();

        // Then
        assertThat(findings).contains(file + ":" + finding);
    }

    static Stream<Arguments> yamlMistakes() {
        return Stream.of(
                provider(
                        "1: the file is empty; write the rows under providers:",
                        "# nothing but a comment\n"),
                provider(
                        "1: 'providers' is missing; write the rows under providers:",
                        "provider: []\n"),
                provider("1: unknown key 'provider'; did you mean 'providers'?", "provider: []\n"),
                provider(
                        "1: the file must be a mapping, but was a list; write key: value",
                        "- id: x\n"),
                provider(
                        "1: 'providers' must be a list, but was 'x'; write [a, b]",
                        "providers: x\n"),
                provider(
                        "2: an entry of 'providers' must be a mapping, but was 'x'; write key: value",
                        "providers:\n  - x\n"),
                provider("2: a tab is used for indentation; use spaces", "providers:\n\t- id: x\n"),
                provider(
                        "4: key 'id' is written twice; it stands on line 2 already",
                        "providers:\n  - id: x\n" + BASE + "    id: y\n"),
                provider(
                        "3: alias '*x' is not supported; write the value out",
                        "providers:\n  - id: &x y\n    base-url: *x\n"),
                provider(
                        "2: a second document starts here; keep one document a file",
                        "providers: []\n---\nproviders: []\n"),
                provider(
                        "1: a key must be a single word, but was a list",
                        "? [a]\n: b\nproviders: []\n"));
    }

    static Stream<Arguments> providerMistakes() {
        return Stream.of(
                provider(
                        "8: unknown key 'base-urll'; did you mean 'base-url'?",
                        SECOND + "    base-urll: https://h/v1\n"),
                provider("2: 'id' is missing; write id: …", "providers:\n  - wire: demo\n"),
                provider(
                        "2: id must be lower-case letters, digits, '-' and '_', but was 'Open AI'",
                        "providers:\n  - id: Open AI\n" + BASE),
                provider(
                        "8: 'wire' must be one of openai, azure, anthropic, google, bedrock, cohere,"
                                + " replicate, demo, camel, but was 'opnai'",
                        SECOND + "    wire: opnai\n"),
                provider(
                        "8: 'prefill' must be one of off, message, prefix, partial, continue, but was 'yes please'",
                        SECOND + "    prefill: yes please\n"),
                provider(
                        "8: 'stream-usage' must be true or false, but was 'maybe'",
                        SECOND + "    stream-usage: maybe\n"),
                provider(
                        "8: 'connect' must be a duration such as 250ms, 30s or 10m, but was '2'",
                        SECOND + "    timeouts: {connect: 2}\n"),
                provider(
                        "8: 'drop' must be a list, but was 'user'; write [a, b]",
                        SECOND + "    drop: user\n"),
                provider(
                        "8: 'model-prefix' must be a single value, but was a list",
                        SECOND + "    model-prefix: [a]\n"),
                provider(
                        "8: 'rename' must be a mapping, but was 'x'; write key: value",
                        SECOND + "    rename: x\n"),
                provider(
                        "2: base-url must be http(s)://host/path without user, query or fragment,"
                                + " but was empty",
                        "providers:\n  - id: x\n"),
                provider(
                        "3: base-url must be http(s)://host/path without user, query or fragment",
                        "providers:\n  - id: x\n    base-url: https://u:secret@h/v1\n"),
                provider(
                        "3: 'base-url': environment variable 'NOT_SET' is not set; set it, or write"
                                + " ${NOT_SET:default}",
                        "providers:\n  - id: x\n    base-url: ${NOT_SET}\n"),
                provider(
                        "8: 'api-key' holds a literal secret; write ${NAME} instead",
                        SECOND + "    api-key: sk-123\n"),
                provider(
                        "6: provider 'text-openai' is named twice; the row on line 2 has that name",
                        SECOND.replace("id: b", "id: text-openai")));
    }

    static Stream<Arguments> modelMistakes() {
        return Stream.of(
                model("id must be PROVIDER/NAME, but was 'gpt'", "{id: gpt, provider: openai}"),
                model(
                        "model 'opnai/x' names unknown provider 'opnai'; did you mean 'openai'?",
                        "{id: opnai/x}"),
                model(
                        "model 'zzzzzzzz/x' names unknown provider 'zzzzzzzz'; known providers:"
                                + " camel, openai",
                        "{id: zzzzzzzz/x}"),
                model(
                        "model 'openai/gpt-5-4' is named twice; the row on line 2 has that name",
                        "{id: openai/gpt-5-4}"),
                model(
                        "model 'gpt-5-4' is named twice; the row on line 2 has that name",
                        "{id: openai/x, aliases: [GPT-5-4]}"),
                model(
                        "capabilities hold 'vison'; did you mean 'vision'?",
                        "{id: openai/x, capabilities: [vison]}"),
                model(
                        "price 'output' is missing; write output: USD per million tokens",
                        "{id: openai/x, price: {input: 1}}"),
                model(
                        "'input' must be 0 to 1000000 USD, but was -1",
                        "{id: openai/x, price: {input: -1, output: 1}}"),
                model(
                        "'input' must be a number, but was 'cheap'",
                        "{id: openai/x, price: {input: cheap, output: 1}}"),
                model(
                        "'input' must have at most nine decimals, but was 0.1234567891",
                        "{id: openai/x, price: {input: 0.1234567891, output: 1}}"),
                model(
                        "unknown key 'cachd-input'; did you mean 'cached-input'?",
                        "{id: openai/x, price: {input: 1, output: 1, cachd-input: 1}}"),
                model(
                        "'above' is missing; write above: 200000 (input tokens)",
                        "{id: openai/x, price: {input: 1, output: 1, tiers: [{input: 2}]}}"),
                model(
                        "'context' must be a whole number of 1 or more, but was '128k'",
                        "{id: openai/x, limits: {context: 128k}}"),
                model(
                        "default-output must not exceed the output of 10, but was 20",
                        "{id: openai/x, limits: {output: 10, default-output: 20}}"),
                model(
                        "route must be a Camel endpoint such as direct:legal-answers, but was"
                                + " 'HTTP://x'",
                        "{id: acme/x, route: 'HTTP://x'}"),
                model(
                        "model 'openai/x' needs either a route or a provider whose wire is not camel",
                        "{id: openai/x, route: 'direct:x', provider: openai}"));
    }

    static Stream<Arguments> ruleMistakes() {
        return Stream.of(
                rule(
                        "a rule has one verb, but this one has failover and weighted; keep one",
                        "{model: x, failover: [gpt-5.4], weighted: {gpt-5.4: 1}}"),
                rule("model 'x' must have one of failover, weighted, conditional", "{model: x}"),
                rule(
                        "failover must not stand beside model '*', which keeps what was asked",
                        "{model: '*', failover: [gpt-5.4]}"),
                rule("failover must name at least one model", "{model: x, failover: []}"),
                rule(
                        "failover must name a model once, but names 'gpt-5.4' twice",
                        "{model: x, failover: [gpt-5.4, gpt-5.4]}"),
                rule(
                        "weighted 'gpt-5.4' must be 1 or more, but was 0; leave it out",
                        "{model: x, weighted: {gpt-5.4: 0}}"),
                rule(
                        "weighted shares must be whole numbers, but one was '1.5'",
                        "{model: x, weighted: {gpt-5.4: 1.5}}"),
                conditional(
                        "5: no branch after this one would ever hold; give it a 'when', or move it"
                                + " to the end",
                        "{when: stream, use: gpt-5.4}",
                        "{use: gpt-5.4}",
                        "{use: gpt-5.4}"),
                conditional(
                        "5: the last branch must hold for every call; take its 'when' off, or add a"
                                + " branch with 'use' alone",
                        "{when: stream, use: gpt-5.4}",
                        "{when: has-tools, use: gpt-5.4}"),
                conditional(
                        "4: 'when' at position 1: unknown name 'tagg'; did you mean 'tag'?",
                        "{when: \"tagg == 'batch'\", use: gpt-5.4}",
                        "{use: gpt-5.4}"),
                conditional(
                        "4: 'when' at position 8: a quoted text is not closed; end it with '",
                        "{when: \"tag == 'batch\", use: gpt-5.4}",
                        "{use: gpt-5.4}"),
                conditional(
                        "4: 'when' at position 16: 'input-tokens' is compared with a number, such"
                                + " as 1000 or 80%, not with the text 'many'",
                        "{when: \"input-tokens > 'many'\", use: gpt-5.4}", "{use: gpt-5.4}"),
                conditional(
                        "5: rule 'x' names unknown model 'gpt-5.5'; did you mean 'gpt-5.4'?",
                        "{when: stream, use: gpt-5.4}",
                        "{use: gpt-5.5}"),
                arguments(
                        "rules.yaml",
                        "5: rule 'x' names unknown model 'gpt-5.5'; did you mean 'gpt-5.4'?",
                        "rules:\n  - model: x\n    weighted:\n      gpt-5.4: 1\n      gpt-5.5: 1\n"),
                rule(
                        "rule 'x' names unknown model 'gpt-5.5'; did you mean 'gpt-5.4'?",
                        "{model: x, failover: [gpt-5.5]}"),
                rule(
                        "unknown failure 'ratelimit'; did you mean 'rate-limit'?",
                        "{model: x, failover: [gpt-5.4], fallback-on: [ratelimit]}"),
                rule(
                        "attempts must be 1 to 20, but was 99",
                        "{model: x, failover: [gpt-5.4], attempts: 99}"),
                rule(
                        "hedge-after must be shorter than total, which is 2000 ms, but was 5000 ms",
                        "{model: x, failover: [gpt-5.4], total: 2s, hedge-after: 5s}"),
                rule(
                        "'rescue' must be off or continue, but was 'on'",
                        "{model: x, failover: [gpt-5.4], rescue: on}"),
                rule(
                        "rule 'x' leads back to itself (x -> x); let one of them name models only",
                        "{model: x, failover: [x]}"),
                rule(
                        "rule 'x' leads back to itself (x -> y -> x); let one of them name models"
                                + " only",
                        "{model: x, failover: [y]}\n  - {model: y, failover: [gpt-5.4, x]}"));
    }

    @Test
    void findsEveryMistakeOfAFileAtOnce() {
        // Given
        CatalogFolder folder =
                new CatalogFolder(dir)
                        .write(
                                "providers.yaml",
                                "providers:\n  - {id: a, wire: x, drop: 1}\n  - {id: b, auth: '?'}\n");

        // When
        List<String> findings = folder.check();

        // Then
        assertThat(findings.stream().filter(finding -> finding.startsWith("providers"))).hasSize(3);
    }

    @Test
    void throwsTheErrorsAndNotTheWarnings() {
        // Given
        CatalogFolder folder =
                new CatalogFolder(dir)
                        .write("providers.yaml", SECOND + "    api-key: sk-123\n    wire: x\n");

        // When
        Throwable refused = catchThrowable(() -> folder.load(Map.of()));

        // Then
        assertThat(refused)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("providers.yaml:9: 'wire' must be one of")
                .hasMessageNotContaining("sk-123")
                .hasMessageNotContaining("literal secret");
    }

    @Test
    void usesAFileWithNothingButWarnings() {
        // Given
        CatalogFolder folder =
                new CatalogFolder(dir).write("providers.yaml", SECOND + "    api-key: sk-123\n");

        // When
        List<Finding> findings = Catalog.check(folder.files(), Environment.of(Map.of()));

        // Then
        assertThat(findings).singleElement().matches(finding -> !finding.isError());
        assertThat(folder.load(Map.of()).providers().find("b")).isPresent();
    }

    @Test
    void warnsOfWhatNobodyBehindARuleCanDo() {
        // Given
        CatalogFolder folder =
                new CatalogFolder(dir)
                        .write(
                                "rules.yaml",
                                "rules:\n"
                                        + "  - {model: x, failover: [gpt-5.4], hedge-after: 2s}\n"
                                        + "  - {model: y, failover: [x, openai/gpt-4o], rescue: continue}\n");

        // When
        List<Finding> findings = Catalog.check(folder.files(), Environment.of(Map.of()));

        // Then
        assertThat(findings).noneMatch(Finding::isError);
        assertThat(findings.toString())
                .contains("there is one model behind this rule: none to ask beside it")
                .contains("none of the models behind this rule can be asked to go on");
    }

    @Test
    void survivesAFileThatIsNestedWithoutEnd() {
        // Given
        CatalogFolder folder = new CatalogFolder(dir).write("rules.yaml", "[".repeat(100_000));

        // When
        List<String> findings = folder.check();

        // Then
        assertThat(findings).singleElement().asString().startsWith("rules.yaml:1: not valid YAML");
    }

    private static Arguments provider(String finding, String content) {
        return arguments("providers.yaml", finding, content);
    }

    private static Arguments model(String finding, String row) {
        return arguments("models.yaml", "7: " + finding, CatalogFolder.MODELS + "  - " + row);
    }

    private static Arguments conditional(String finding, String... branches) {
        String content =
                "rules:\n  - model: x\n    conditional:\n      - "
                        + String.join("\n      - ", branches);
        return arguments("rules.yaml", finding, content);
    }

    private static Arguments rule(String finding, String row) {
        return arguments("rules.yaml", "2: " + finding, "rules:\n  - " + row);
    }
}
