package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.Json;
import io.aigateway.provider.Translation;
import io.aigateway.provider.anthropic.AnthropicOptions.Thinking;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicThinkingTest {

    private static final String HELLO = "'messages':[{'role':'user','content':'hi'}]";
    private static final String FORCED =
            "'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'required'";
    private static final String UNTHOUGHT_TOOL_LOOP =
            "'messages':[{'role':'user','content':'hi'},{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':'1'}]";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "minimal,4096,1024",
        "low,4096,1024",
        "medium,4096,2048",
        "high,4096,3072",
        "high,16000,4096",
        "xhigh,16000,8192",
        "max,64000,16384",
        "high,1100,1024",
    })
    void grantsABudgetThatLeavesRoomForTheAnswer(String effort, int maxTokens, int budget) {
        // Given
        ObjectNode chat = asking(effort, "'max_tokens':" + maxTokens);

        // When
        ObjectNode body = AnthropicRequests.translate(chat, model(Thinking.BUDGET)).body();

        // Then
        assertThat(body.path("thinking"))
                .isEqualTo(Json.of("{'type':'enabled','budget_tokens':" + budget + "}"));
    }

    @ParameterizedTest
    @CsvSource({"minimal,low", "low,low", "medium,medium", "high,high", "xhigh,xhigh", "max,max"})
    void passesTheEffortToAModelThatAdapts(String effort, String sent) {
        // Given
        ObjectNode chat = asking(effort, "'max_tokens':50");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, model(Thinking.ADAPTIVE)).body();

        // Then
        assertThat(body.path("thinking")).isEqualTo(Json.of("{'type':'adaptive'}"));
        assertThat(body.at("/output_config/effort").asText()).isEqualTo(sent);
    }

    @Test
    void keepsTheEffortBesideASchema() {
        // Given
        ObjectNode chat = asking("low", "'response_format':{'type':'json_object'}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, model(Thinking.ADAPTIVE)).body();

        // Then
        assertThat(body.at("/output_config/effort").asText()).isEqualTo("low");
        assertThat(body.at("/output_config/format/type").asText()).isEqualTo("json_schema");
    }

    @Test
    void readsOpenRoutersEffort() {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + ",'reasoning':{'effort':'medium'}}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, model(Thinking.BUDGET)).body();

        // Then
        assertThat(body.at("/thinking/budget_tokens").asInt()).isEqualTo(2048);
    }

    @Test
    void passesAnthropicsOwnThinkingThrough() {
        // Given
        ObjectNode chat =
                Json.object("{" + HELLO + ",'thinking':{'type':'enabled','budget_tokens':1234}}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, model(Thinking.BUDGET)).body();

        // Then
        assertThat(body.at("/thinking/budget_tokens").asInt()).isEqualTo(1234);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"BUDGET | {'type':'disabled'}", "ADAPTIVE | ''", "NONE | ''"})
    void doesNotThinkWhenToldNotTo(Thinking thinking, String expected) {
        // Given
        ObjectNode chat = asking("none", "'temperature':0.5");

        // When
        Translation translation = AnthropicRequests.translate(chat, model(thinking));

        // Then
        assertThat(translation.body().path("thinking").toString())
                .isEqualTo(expected.isEmpty() ? "" : Json.of(expected).toString());
        assertThat(translation.body().has("temperature")).isTrue();
        assertThat(translation.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | 'max_tokens':5000 | dropped reasoning_effort: claude-x does not think",
                "BUDGET | 'max_tokens':1024 | dropped reasoning_effort: thinking takes 1024 tokens at least, but max_tokens is 1024",
                "BUDGET | 'x':0,%FORCED% | dropped reasoning_effort: it does not go together with a forced tool_choice",
                "ADAPTIVE | 'x':0,%FORCED% | thinking is off: it does not go together with a forced tool_choice",
            })
    void doesWithoutThinkingWhereItCannotBe(Thinking thinking, String asked, String warning) {
        // Given
        ObjectNode chat = asking("low", asked.replace("%FORCED%", FORCED));

        // When
        Translation translation = AnthropicRequests.translate(chat, model(thinking));

        // Then
        assertThat(translation.body().has("thinking")).isFalse();
        assertThat(translation.warnings()).containsExactly(warning);
    }

    @Test
    void stopsThinkingInAToolLoopWhoseThoughtsWereLost() {
        // Given
        ObjectNode chat = Json.object("{" + UNTHOUGHT_TOOL_LOOP + ",'reasoning_effort':'low'}");

        // When
        Translation translation = AnthropicRequests.translate(chat, model(Thinking.BUDGET));

        // Then
        assertThat(translation.body().has("thinking")).isFalse();
        assertThat(translation.warnings())
                .containsExactly(
                        "dropped reasoning_effort: the last answer called tools and came back without its thinking_blocks");
    }

    @Test
    void dropsSamplingThatDoesNotGoWithThinking() {
        // Given
        ObjectNode chat = asking("low", "'temperature':0.2,'top_p':0.5,'top_k':3");

        // When
        Translation translation = AnthropicRequests.translate(chat, model(Thinking.BUDGET));

        // Then
        assertThat(translation.body().has("temperature")).isFalse();
        assertThat(translation.body().has("top_p")).isFalse();
        assertThat(translation.body().has("top_k")).isFalse();
        assertThat(translation.warnings()).hasSize(3);
    }

    @Test
    void keepsSamplingThatGoesWithThinking() {
        // Given
        ObjectNode chat = asking("low", "'temperature':1,'top_p':0.97");

        // When
        Translation translation = AnthropicRequests.translate(chat, model(Thinking.BUDGET));

        // Then
        assertThat(translation.body().path("top_p").asDouble()).isEqualTo(0.97);
        assertThat(translation.warnings()).isEmpty();
    }

    private static ObjectNode asking(String effort, String more) {
        return Json.object("{" + HELLO + ",'reasoning_effort':'" + effort + "'," + more + "}");
    }

    private static AnthropicOptions model(Thinking thinking) {
        return new AnthropicOptions("claude-x", 4096, Set.of(), thinking);
    }
}
