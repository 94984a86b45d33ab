package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.condition.Condition;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Findings;
import io.aigateway.config.Located;
import io.aigateway.config.RowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

    private static final String CONTRACT =
            """
            rules:
              - model: fast
                failover: [groq/llama-3.3-70b-versatile, openai/gpt-5.4-mini]
              - model: split-1.5
                weighted: {openai/gpt-5.4-mini: 70, anthropic/claude-haiku-4.5: 30}
              - model: smart
                conditional:
                  - when: "tag == 'batch' or input-tokens > 50000"
                    use: google/gemini-3-flash
                  - use: fast
                attempts: 5
                rescue: continue
                hedge-after: 2s
              - model: "*"
                fallback-on: [rate-limit, context-window]
                attempts: 2
                total: 10s
                rescue: off
                hedge-after: off
            """;

    private final Path dir;

    RulesTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void readsAFailover() throws IOException {
        // When
        Rule rule = rules(CONTRACT).find("fast").orElseThrow();

        // Then
        assertThat(rule.choice())
                .isEqualTo(
                        new RuleChoice.Failover(
                                List.of("groq/llama-3.3-70b-versatile", "openai/gpt-5.4-mini")));
        assertThat(rule.policy()).isEqualTo(RulePolicy.DEFAULT);
    }

    @Test
    void readsSharesInTheirOrder() throws IOException {
        // When
        Rule rule = rules(CONTRACT).find("SPLIT-1-5").orElseThrow();

        // Then
        assertThat(rule.choice())
                .isEqualTo(
                        new RuleChoice.Weighted(
                                Map.of(
                                        "openai/gpt-5.4-mini",
                                        70,
                                        "anthropic/claude-haiku-4.5",
                                        30)));
        assertThat(rule.choice().targets())
                .containsExactly("openai/gpt-5.4-mini", "anthropic/claude-haiku-4.5");
    }

    @Test
    void readsConditions() throws IOException {
        // When
        Rule rule = rules(CONTRACT).find("smart").orElseThrow();

        // Then
        assertThat(rule.choice())
                .isEqualTo(
                        new RuleChoice.Conditional(
                                List.of(
                                        new RuleChoice.Branch(
                                                Condition.parse(
                                                        "tag == 'batch' or input-tokens > 50000"),
                                                "google/gemini-3-flash"),
                                        new RuleChoice.Branch(null, "fast"))));
        assertThat(rule.policy().attempts()).isEqualTo(5);
        assertThat(rule.policy().rescue()).isEqualTo(RuleRescue.CONTINUE);
        assertThat(rule.policy().hedgeAfter()).contains(Duration.ofSeconds(2));
    }

    @Test
    void takesTheDefaultsFromTheStarRow() throws IOException {
        // When
        Rule rule = rules(CONTRACT).defaults();

        // Then
        assertThat(rule.choice()).isEqualTo(new RuleChoice.AsAsked());
        assertThat(rule.policy())
                .isEqualTo(
                        new RulePolicy(
                                Set.of(RuleTrigger.RATE_LIMIT, RuleTrigger.CONTEXT_WINDOW),
                                2,
                                Duration.ofSeconds(10),
                                RuleRescue.OFF,
                                Optional.empty()));
    }

    @Test
    void hasDefaultsWithoutAStarRow() throws IOException {
        // When
        Rules rules = rules("rules: []\n");

        // Then
        assertThat(rules.defaults()).isEqualTo(Rule.DEFAULT);
        assertThat(rules.find("*")).isEmpty();
    }

    @Test
    void fallsBackByDefaultOnEverythingThatAnotherProviderMayNotShare() {
        // When
        Set<RuleTrigger> triggers = RulePolicy.DEFAULT.fallbackOn();

        // Then
        assertThat(triggers)
                .extracting(RuleTrigger::text)
                .containsExactlyInAnyOrder(
                        "rate-limit",
                        "quota",
                        "server-error",
                        "timeout",
                        "connection",
                        "provider-auth");
    }

    private Rules rules(String content) throws IOException {
        Files.writeString(dir.resolve("rules.yaml"), content);
        Findings findings = new Findings();
        RowFile file = new RowFile(new ConfigFiles(dir), Environment.of(Map.of()), findings);
        List<Located<Rule>> rules = RuleRows.read(file);
        findings.throwIfErrors();
        return Rules.of(rules.stream().map(Located::value).toList());
    }
}
