package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiUrlTest {

    private static final Target TARGET = Target.at("https://gw.example/v1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENROUTER | https://openrouter.ai/api/v1 | https://gw.example/v1",
                "OPENROUTER | https://openrouter.ai/api/v1/ | https://gw.example/v1/",
                "OPENROUTER | https://openrouter.ai/api | https://gw.example",
                "OPENROUTER | see https://openrouter.ai/api/v1/chat/completions. | see https://gw.example/v1/chat/completions.",
                "OPENROUTER | `https://openrouter.ai/api/v1${path}` | `https://gw.example/v1${path}`",
                "TOGETHER | (https://api.together.xyz/v1) | (https://gw.example/v1)",
                "HELICONE | https://ai-gateway.helicone.ai | https://gw.example/v1",
                "HELICONE | https://ai-gateway.helicone.ai/chat/completions | https://gw.example/v1/chat/completions",
                "FIREWORKS | https://api.fireworks.ai/inference/v1/chat/completions | https://gw.example/v1/chat/completions",
                "REQUESTY | HTTPS://Router.Requesty.ai/v1 | https://gw.example/v1",
                "LITELLM | http://litellm.internal:4000/v1 | https://gw.example/v1",
                "LITELLM | http://0.0.0.0:4000 | https://gw.example/v1",
            })
    void theBaseIsReplacedAndTheRestIsKept(Source source, String text, String expected) {
        // Given
        SourceFacts facts = SourceFacts.of(source);

        // When
        ApiUrl url = ApiUrl.in(text, facts).get(0);

        // Then
        assertThat(url.manual()).isNull();
        assertThat(
                        text.substring(0, url.start())
                                + url.replacement(TARGET)
                                + text.substring(url.end()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENROUTER, https://openrouter.ai/docs",
        "OPENROUTER, https://openrouter.ai/keys",
        "OPENROUTER, https://openrouter.ai/apiary",
        "OPENROUTER, https://openrouter.ai.evil.example/api/v1",
        "OPENROUTER, https://openrouter.ai/api/v1beta",
        "OPENROUTER, https://proxy.example/https://openrouter.ai/api/v1",
        "HELICONE, https://oai.h7i.ai/v1",
        "HELICONE, https://us.helicone.ai/dashboard",
        "REQUESTY, https://app.requesty.ai/api-keys",
        "TOGETHER, https://api.together.xyz.example/v1",
        "TOGETHER, https://api.together.xyz:8443/v1",
        "LITELLM, https://docs.litellm.ai/docs/proxy",
        "LITELLM, https://github.com/BerriAI/litellm",
        "LITELLM, http://localhost:40001/v1",
        "FIREWORKS, https://router.huggingface.co/fireworks-ai/inference/v1",
        "TOGETHER, https://api.together.xyz/settings/api-keys",
    })
    void otherUrlsAreNone(Source source, String text) {
        // Given
        SourceFacts facts = SourceFacts.of(source);

        // When
        List<ApiUrl> found = ApiUrl.in(text, facts);

        // Then
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENROUTER, https://openrouter.ai/api/v1/credits",
        "OPENROUTER, https://openrouter.ai/api/v1/key",
        "OPENROUTER, https://openrouter.ai/api/v1/generation?id=1",
        "OPENROUTER, https://openrouter.ai/api/v1/models?supported_parameters=tools",
        "LITELLM, http://litellm:4000/key/generate",
        "PORTKEY, https://api.portkey.ai/v1/prompts/x/completions",
        "HELICONE, https://anthropic.helicone.ai",
        "HELICONE, https://ai-gateway.helicone.ai/router/main",
        "HELICONE, http://localhost:8080/router/main/v1",
        "HELICONE, https://together.helicone.ai/v1/sk-helicone-abc1234-def5678/images",
        "HELICONE, https://together.helicone.ai/v1/${process.env.HELICONE_API_KEY}",
        "HELICONE, \"https://together.helicone.ai/v1/{os.environ['HELICONE_API_KEY']}\"",
        "HELICONE, https://oai.helicone.ai/v1/$HELICONE_API_KEY",
        "REPLICATE, https://api.replicate.com/v1/predictions",
    })
    void aPathWithoutAnEqualIsForAPerson(Source source, String text) {
        // Given
        SourceFacts facts = SourceFacts.of(source);

        // When
        ApiUrl url = ApiUrl.in(text, facts).get(0);

        // Then
        assertThat(url.manual()).isNotBlank();
        assertThat(url.proposal(TARGET).tier()).isEqualTo(Tier.MANUAL);
    }
}
