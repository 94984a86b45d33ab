package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayException;
import io.aigateway.provider.Json;
import io.aigateway.provider.Translation;
import io.aigateway.provider.anthropic.AnthropicOptions.Thinking;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicRequestsTest {

    private static final AnthropicOptions OPTIONS = AnthropicOptions.of("claude-x");
    private static final String HELLO = "'messages':[{'role':'user','content':'hi'}]";
    private static final String TOOL =
            "'tools':[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'g'}}]";

    @Test
    void sendsTheLeastThatIsRequired() {
        // Given
        ObjectNode chat = Json.object("{'model':'m'," + HELLO + "}");

        // When
        Translation translation = AnthropicRequests.translate(chat, OPTIONS);

        // Then
        assertThat(translation.body())
                .isEqualTo(
                        Json.of(
                                "{'model':'claude-x','max_tokens':4096,'messages':[{'role':'user','content':[{'type':'text','text':'hi'}]}]}"));
        assertThat(translation.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'max_tokens':7 | /max_tokens | 7",
                "'max_tokens':7,'max_completion_tokens':8 | /max_tokens | 8",
                "'max_tokens':null | /max_tokens | 4096",
                "'stop':'END' | /stop_sequences | ['END']",
                "'stop':['A','\\n','B'] | /stop_sequences | ['A','B']",
                "'temperature':0.3 | /temperature | 0.3",
                "'temperature':2 | /temperature | 1",
                "'top_p':0.9 | /top_p | 0.9",
                "'top_k':40 | /top_k | 40",
                "'user':'u' | /metadata | {'user_id':'u'}",
                "'user':'u','safety_identifier':'s' | /metadata | {'user_id':'s'}",
                "'service_tier':'auto' | /service_tier | 'auto'",
                "'service_tier':'default' | /service_tier | 'standard_only'",
                "'cache_control':{'type':'ephemeral'} | /cache_control | {'type':'ephemeral'}",
                "'stream':true | /stream | true",
                "'response_format':{'type':'json_object'} | /output_config/format | {'type':'json_schema','schema':{'type':'object','additionalProperties':true}}",
            })
    void translatesAParameter(String asked, String place, String expected) {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + "," + asked + "}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, OPTIONS).body();

        // Then
        assertThat(body.at(place)).hasToString(Json.of(expected).toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'seed':1 | dropped seed: the Messages API has no such parameter",
                "'logit_bias':{'5':1} | dropped logit_bias: the Messages API has no such parameter",
                "'functions':[{'name':'f'}] | dropped functions: the Messages API has no such parameter",
                "'something_new':'x' | dropped something_new: the Messages API has no such parameter",
                "'service_tier':'flex' | dropped service_tier: Anthropic has 'auto' and 'default', not flex",
                "'temperature':0.5,'top_p':0.5 | dropped top_p: Anthropic models take temperature or top_p, not both",
            })
    void tellsWhatItDrops(String asked, String warning) {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + "," + asked + "}");

        // When
        Translation translation = AnthropicRequests.translate(chat, OPTIONS);

        // Then
        assertThat(translation.warnings()).containsExactly(warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'presence_penalty':0",
                "'logprobs':false",
                "'n':1",
                "'seed':null",
                "'reasoning':{'effort':null}",
                "'tools':null,'tool_choice':null,'stop':null,'user':null",
                "'store':true",
                "'stream_options':{'include_usage':true}",
                "'temperature':0.5,'top_p':1",
                "'response_format':{'type':'text'}",
            })
    void isSilentAboutWhatChangesNothing(String asked) {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + "," + asked + "}");

        // When
        Translation translation = AnthropicRequests.translate(chat, OPTIONS);

        // Then
        assertThat(translation.warnings()).isEmpty();
    }

    @Test
    void keepsWarningsFitForAHeader() {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + "}");
        chat.put("x\r\nSet-Cookie: ü" + "y".repeat(1_000), 1);
        IntStream.range(0, 100).forEach(i -> chat.put("unknown" + i, 1));

        // When
        Translation translation = AnthropicRequests.translate(chat, OPTIONS);

        // Then
        assertThat(translation.warnings())
                .hasSize(16)
                .allMatch(warning -> warning.matches("[ -~]{1,200}"));
    }

    @Test
    void dropsWhatTheModelRefuses() {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + ",'temperature':0.2,'top_p':0.3}");
        AnthropicOptions options =
                new AnthropicOptions(
                        "claude-new", 100, Set.of("temperature", "top_p"), Thinking.ADAPTIVE);

        // When
        Translation translation = AnthropicRequests.translate(chat, options);

        // Then
        assertThat(translation.body().has("temperature")).isFalse();
        assertThat(translation.body().has("top_p")).isFalse();
        assertThat(translation.warnings())
                .containsExactly(
                        "dropped temperature: not supported by claude-new",
                        "dropped top_p: not supported by claude-new");
    }

    @Test
    void instructsAModelThatCannotEnforceASchema() {
        // Given
        ObjectNode chat =
                Json.object(
                        "{'messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'hi'}],"
                                + "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}}}");
        AnthropicOptions options =
                new AnthropicOptions("claude-old", 9, Set.of("response_format"), Thinking.NONE);

        // When
        Translation translation = AnthropicRequests.translate(chat, options);

        // Then
        assertThat(translation.body().has("output_config")).isFalse();
        assertThat(translation.body().path("system").asText())
                .startsWith("Be brief.\n\nAnswer with one JSON value")
                .endsWith("{\"type\":\"object\"}");
        assertThat(translation.warnings())
                .containsExactly(
                        "response_format is only an instruction: claude-old does not enforce schemas");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'tool_choice':'auto' | {'type':'auto'}",
                "'tool_choice':'none' | {'type':'none'}",
                "'tool_choice':'required' | {'type':'any'}",
                "'tool_choice':{'type':'function','function':{'name':'f'}} | {'type':'tool','name':'f'}",
                "'tool_choice':'required','parallel_tool_calls':false | {'type':'any','disable_parallel_tool_use':true}",
                "'tool_choice':'none','parallel_tool_calls':false | {'type':'none'}",
                "'parallel_tool_calls':false | {'type':'auto','disable_parallel_tool_use':true}",
            })
    void translatesTheChoiceOfTools(String asked, String expected) {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + "," + TOOL + "," + asked + "}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, OPTIONS).body();

        // Then
        assertThat(body.path("tool_choice")).isEqualTo(Json.of(expected));
    }

    @Test
    void offersOnlyTheAllowedTools() {
        // Given
        ObjectNode chat =
                Json.object(
                        "{"
                                + HELLO
                                + ","
                                + TOOL
                                + ",'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'g'}}]}}}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, OPTIONS).body();

        // Then
        assertThat(body.path("tools").findValuesAsText("name")).containsExactly("g");
        assertThat(body.at("/tool_choice/type").asText()).isEqualTo("any");
    }

    @Test
    void sendsNoChoiceWithoutTools() {
        // Given
        ObjectNode chat =
                Json.object("{" + HELLO + ",'tool_choice':'auto','parallel_tool_calls':false}");

        // When
        ObjectNode body = AnthropicRequests.translate(chat, OPTIONS).body();

        // Then
        assertThat(body.has("tool_choice")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'n':3 | n | n is 3, but Anthropic models give one choice a call",
                "'max_tokens':0 | max_tokens | the output limit must be a positive whole number, but was 0",
                "'max_completion_tokens':1.5 | max_completion_tokens | the output limit must be a positive whole number, but was 1.5",
                "'reasoning_effort':'huge' | reasoning_effort | reasoning_effort must be none, minimal, low, medium, high, xhigh or max, but was 'huge'",
                "'tool_choice':'always','tools':[{'type':'function','function':{'name':'f'}}] | tool_choice | tool_choice must be auto, none, required or a function, but was 'always'",
                "'tools':[{'type':'custom','custom':{'name':'f'}}] | tools[0] | an Anthropic model takes tools of type 'function' with a function.name, but the type was 'custom'",
                "'response_format':{'type':'grammar'} | response_format | response_format must be text, json_object or json_schema, but was 'grammar'",
                "'response_format':{'type':'json_schema'} | response_format | response_format.json_schema must hold a schema",
            })
    void refusesWhatWouldChangeTheMeaning(String asked, String field, String message) {
        // Given
        ObjectNode chat = Json.object("{" + HELLO + "," + asked + "}");

        // When
        // Then
        assertThatThrownBy(() -> AnthropicRequests.translate(chat, OPTIONS))
                .hasMessage(message)
                .asInstanceOf(type(GatewayException.class))
                .satisfies(e -> assertThat(e.error().status()).isEqualTo(400))
                .satisfies(e -> assertThat(e.error().param()).isEqualTo(field));
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        // Given
        Set<String> none = Set.of();

        // When
        // Then
        assertThatThrownBy(() -> new AnthropicOptions(" ", 1, none, Thinking.NONE))
                .hasMessage("model must not be blank");
        assertThatThrownBy(() -> new AnthropicOptions("m", 0, none, Thinking.NONE))
                .hasMessage("default max tokens must be positive, but was 0");
    }
}
