package io.aigateway.migrate.convert.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.Source;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for whatever programs say to a model. */
class CallConverterProperties {

    private static final List<String> PARTS =
            List.of(
                    "\"@preset/%s\"",
                    "'policy/%s'",
                    "\"openai/gpt-4o@preset/%s\"",
                    "\"openai/%s\"",
                    "'anthropic/claude-opus-4.7'",
                    "\"gpt-4o\"",
                    "\"%s\"",
                    "[\"openai/gpt-4o\", \"a/%s\"]",
                    "[\"openai/gpt-4o\", \"openai/%s\", \"groq/%s\", \"x\"]",
                    "{\"order\": [\"%s\", \"openai\"], \"zdr\": True}",
                    "{\"sort\": {\"by\": \"%s\"}, \"max_price\": {\"prompt\": 1e3}}",
                    "{\"only\": [], \"ignore\": None, **%s}",
                    "f\"policy/{x}\"",
                    "os.environ['MODEL']",
                    "17",
                    "-1",
                    "None");

    private static final List<String> FIELDS =
            List.of("model", "models", "provider", "preset", "route", "messages", "fallbacks");

    @Provide
    Arbitrary<String> programs() {
        Arbitrary<String> word =
                Arbitraries.strings()
                        .withChars("abcXYZ019._~-/:@,! é☃#$${}")
                        .ofMinLength(1)
                        .ofMaxLength(12);
        Arbitrary<String> value =
                Combinators.combine(Arbitraries.of(PARTS), word)
                        .as((part, text) -> part.replace("%s", text));
        Arbitrary<String> entry =
                Combinators.combine(Arbitraries.of(FIELDS), value)
                        .as((field, text) -> "\"%s\": %s".formatted(field, text));
        return entry.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(entries -> "ask({%s})\n".formatted(String.join(", ", entries)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(
                        calls ->
                                "URL = 'https://openrouter.ai/api/v1'\nOTHER = 'https://router.requesty.ai/v1'\n"
                                        + String.join("", calls));
    }

    @Property(tries = 300)
    void theRulesAlwaysPassTheCheckAndAreNotWrittenTwice(
            @ForAll("programs") String program, @ForAll boolean openRouter) {
        // Given
        Source source = openRouter ? Source.OPENROUTER : Source.REQUESTY;
        Map<String, String> files = Map.of("a.py", program);

        // When
        ReadCalls once = ReadCalls.of(source, files);

        // Then
        if (!once.rules().isEmpty()) {
            assertThat(once.findings()).isEmpty();
            ReadCalls again = ReadCalls.of(source, files, once.rules());
            assertThat(again.rules()).isEmpty();
            assertThat(again.fates()).filteredOn(one -> one.why().contains("add a rule")).isEmpty();
            assertThat(once.catalog().rules().all()).isNotEmpty();
        }
        assertThat(once.fates())
                .allMatch(one -> one.fate() == Fate.CARRIED || !one.why().isBlank());
    }

    @Property(tries = 200)
    void whatIsNoProgramDoesNoHarm(@ForAll String text) {
        // Given
        Map<String, String> files =
                Map.of(
                        "a.ts", "// openrouter @preset/x models provider\n" + text,
                        "b.json", "{\"openrouter\": \"@preset/x\", \"models\"" + text,
                        "c.sh", "curl openrouter -d '{\"provider\":" + text + "}'");

        // When
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, files);

        // Then
        assertThat(read.fates()).allMatch(one -> one.line() >= 1);
    }
}
