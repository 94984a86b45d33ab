package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayException;
import io.aigateway.provider.Json;
import io.aigateway.provider.Translation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {

    private static final String CALL =
            "{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':%s}}]}";

    @Test
    void joinsAllSystemMessagesWhereverTheyStand() {
        // Given
        String messages =
                "{'role':'system','content':'One.'},{'role':'user','content':'hi'},{'role':'developer','content':'Two.'}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.path("system").asText()).isEqualTo("One.\n\nTwo.");
        assertThat(body.path("messages")).hasSize(1);
    }

    @Test
    void keepsSystemTextsApartWhenOneIsMarkedForTheCache() {
        // Given
        String messages =
                "{'role':'system','content':'One.','cache_control':{'type':'ephemeral','ttl':'1h'}},{'role':'system','content':'Two.'},{'role':'user','content':'hi'}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.path("system"))
                .isEqualTo(
                        Json.of(
                                "[{'type':'text','text':'One.','cache_control':{'type':'ephemeral','ttl':'1h'}},{'type':'text','text':'Two.'}]"));
    }

    @Test
    void marksTheEndOfAMessageForTheCache() {
        // Given
        String messages =
                "{'role':'user','cache_control':{'type':'ephemeral'},'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.at("/messages/0/content/0").has("cache_control")).isFalse();
        assertThat(body.at("/messages/0/content/1").has("cache_control")).isTrue();
    }

    @Test
    void mergesTurnsOfTheSameRole() {
        // Given
        String messages =
                "{'role':'user','content':'a'},{'role':'user','content':'b'},{'role':'assistant','content':'c'},{'role':'assistant','content':'d'}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.path("messages").findValuesAsText("role"))
                .containsExactly("user", "assistant");
        assertThat(body.path("messages").findValuesAsText("text"))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void putsToolResultsBeforeWhatTheUserSays() {
        // Given
        String messages =
                "{'role':'user','content':'a'},"
                        + CALL.formatted("'{}'")
                        + ",{'role':'user','content':'wait'},{'role':'tool','tool_call_id':'c','content':'1','is_error':true}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.at("/messages/2/content"))
                .isEqualTo(
                        Json.of(
                                "[{'type':'tool_result','tool_use_id':'c','content':'1','is_error':true},{'type':'text','text':'wait'}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"''", "'{}'", "'null'", "null", "{}", "' '"})
    void takesNoArgumentsForAnEmptyObject(String arguments) {
        // Given
        String messages = "{'role':'user','content':'a'}," + CALL.formatted(arguments);

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.at("/messages/1/content/0/input")).isEqualTo(Json.of("{}"));
    }

    @Test
    void leavesOutBlankTextsAndMessagesWithoutAnything() {
        // Given
        String messages =
                "{'role':'user','content':[{'type':'text','text':''},{'type':'text','text':null},{'type':'text','text':'a'}]},{'role':'assistant','content':' '},{'role':'user','content':'b'}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.path("messages")).hasSize(1);
        assertThat(body.path("messages").findValuesAsText("text")).containsExactly("a", "b");
    }

    @Test
    void letsTheUserSpeakFirst() {
        // Given
        String messages = "{'role':'assistant','content':'Hello'},{'role':'user','content':'hi'}";

        // When
        Translation translation = translate(messages);

        // Then
        assertThat(translation.body().at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(translation.warnings())
                .containsExactly(
                        "added a user message '.': Anthropic models let the user speak first");
    }

    @Test
    void stripsBlanksFromAnAnswerToGoOnFrom() {
        // Given
        String messages =
                "{'role':'user','content':'hi'},{'role':'assistant','content':'Well, \\n'}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.at("/messages/1/content/0/text").asText()).isEqualTo("Well,");
    }

    @Test
    void repeatsARefusalAsText() {
        // Given
        String messages =
                "{'role':'user','content':'hi'},{'role':'assistant','content':null,'refusal':'No.'},{'role':'user','content':'why'}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.at("/messages/1/content/0/text").asText()).isEqualTo("No.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'reasoning_content':'t','reasoning_signature':'s' | {'type':'thinking','thinking':'t','signature':'s'}",
                "'reasoning_details':[{'type':'reasoning.text','text':'t','signature':'s'}] | {'type':'thinking','thinking':'t','signature':'s'}",
                "'reasoning_details':[{'type':'reasoning.encrypted','data':'d'}] | {'type':'redacted_thinking','data':'d'}",
                "'reasoning_content':'t' | {'type':'text','text':'a'}",
                "'thinking_blocks':[{'type':'thinking','thinking':'t'}] | {'type':'text','text':'a'}",
            })
    void replaysSignedThoughtsOnly(String thoughts, String firstBlock) {
        // Given
        String messages =
                "{'role':'user','content':'hi'},{'role':'assistant','content':'a',"
                        + thoughts
                        + "}";

        // When
        ObjectNode body = translate(messages).body();

        // Then
        assertThat(body.at("/messages/1/content/0")).isEqualTo(Json.of(firstBlock));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'role':'system','content':'x'} | messages | messages must be a list with at least one user message",
                "{'role':'function','content':'x'} | messages[0].role | role must be system, developer, user, assistant or tool, but was 'function'",
                "{'role':'user','content':{}} | messages[0].content | content must be a text or a list of parts",
                "{'role':'user','content':[{'type':'input_audio','input_audio':{}}]} | messages[0].content[0] | Anthropic models do not take audio",
                "{'role':'user','content':[{'type':'video_url'}]} | messages[0].content[0].type | content type must be text, image_url or file for an Anthropic model, but was 'video_url'",
                "{'role':'user','content':[{'type':'image_url','image_url':{'url':'ftp://x'}}]} | messages[0].content[0] | must be a data: URL or an http(s) URL",
                "{'role':'user','content':[{'type':'image_url','image_url':'data:image/png,abc'}]} | messages[0].content[0] | a data: URL must be base64: data:TYPE;base64,DATA",
                "{'role':'user','content':[{'type':'image_url','image_url':'data:image/tiff;base64,abc'}]} | messages[0].content[0] | media type must be jpeg, png, gif, webp, pdf or plain text, but was image/tiff",
                "{'role':'user','content':[{'type':'file','file':{'file_id':'file-1'}}]} | messages[0].content[0] | a file must come inline, as file_data: an Anthropic model cannot see files uploaded elsewhere",
                "{'role':'user','content':[{'type':'file','file':{'file_data':'data:text/plain;base64,%%'}}]} | messages[0].content[0] | the data of a plain text file is not base64",
                "{'role':'tool','content':'x'} | messages[0].tool_call_id | a tool message must name the call it answers",
                "{'role':'assistant','tool_calls':[{'id':'c'}]} | messages[0].tool_calls[0] | a tool call must have an id and a function.name",
                "{'role':'assistant','tool_calls':[{'id':'c','function':{'name':'f','arguments':'{x'}}]} | messages[0].tool_calls[0].function.arguments | arguments must be a JSON object, written as a text",
                "{'role':'assistant','tool_calls':[{'id':'c','function':{'name':'f','arguments':'[1]'}}]} | messages[0].tool_calls[0].function.arguments | arguments must be a JSON object, written as a text",
            })
    void refusesWhatHasNoForm(String message, String field, String said) {
        // Given
        String messages = message;

        // When
        // Then
        assertThatThrownBy(() -> translate(messages))
                .hasMessage(said)
                .asInstanceOf(type(GatewayException.class))
                .satisfies(e -> assertThat(e.error().status()).isEqualTo(400))
                .satisfies(e -> assertThat(e.error().param()).isEqualTo(field));
    }

    private static Translation translate(String messages) {
        return AnthropicRequests.translate(
                Json.object("{'messages':[" + messages + "]}"), AnthropicOptions.of("claude-x"));
    }
}
