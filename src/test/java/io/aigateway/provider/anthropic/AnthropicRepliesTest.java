package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Outcome;
import io.aigateway.money.Usage;
import io.aigateway.provider.Json;
import io.aigateway.provider.UpstreamFailure;
import io.aigateway.provider.UsageReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicRepliesTest {

    private final AnthropicReplies replies =
            new AnthropicReplies(Clock.fixed(Instant.ofEpochSecond(7), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "'end_turn',stop",
        "'stop_sequence',stop",
        "'pause_turn',stop",
        "'max_tokens',length",
        "'model_context_window_exceeded',length",
        "'tool_use',tool_calls",
        "'refusal',content_filter",
        "'brand_new',stop",
    })
    void translatesTheStopReason(String theirs, String openAi) {
        // Given
        JsonNode reply = Json.of("{'content':[],'stop_reason':'" + theirs.replace("'", "") + "'}");

        // When
        ObjectNode completion = replies.completion(reply);

        // Then
        assertThat(completion.at("/choices/0/finish_reason").asText()).isEqualTo(openAi);
    }

    @Test
    void tellsWhyAnAnswerWasRefused() {
        // Given
        JsonNode reply =
                Json.of(
                        "{'content':[],'stop_reason':'refusal','stop_details':{'explanation':'Blocked.'}}");

        // When
        ObjectNode completion = replies.completion(reply);

        // Then
        assertThat(completion.at("/choices/0/message/refusal").asText()).isEqualTo("Blocked.");
        assertThat(completion.at("/choices/0/message/content").asText()).isEmpty();
    }

    @Test
    void hasNullContentWhenItOnlyCallsTools() {
        // Given
        JsonNode reply =
                Json.of(
                        "{'content':[{'type':'tool_use','id':'t','name':'f'}],'stop_reason':'tool_use'}");

        // When
        ObjectNode completion = replies.completion(reply);

        // Then
        assertThat(completion.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(completion.at("/choices/0/message/tool_calls/0/function/arguments").asText())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'content':[]}", "{'content':[],'stop_reason':null}"})
    void failsWhenItDoesNotSayWhyItEnded(String reply) {
        // Given
        JsonNode json = Json.of(reply);

        // When
        // Then
        assertThatThrownBy(() -> replies.completion(json))
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining("no stop reason");
    }

    @Test
    void bringsBackThoughtsThatItGave() {
        // Given
        JsonNode reply = Json.of(Json.golden("anthropic/reply.json"));
        ObjectNode chat = Json.object("{'messages':[{'role':'user','content':'hi'}]}");

        // When
        chat.withArray("/messages").add(replies.completion(reply).at("/choices/0/message"));
        ObjectNode again =
                AnthropicRequests.translate(chat, AnthropicOptions.of("claude-x")).body();

        // Then
        assertThat(again.at("/messages/1/content").findValuesAsText("type"))
                .containsExactly("thinking", "redacted_thinking", "text", "tool_use", "tool_use");
        assertThat(again.at("/messages/1/content/0")).isEqualTo(reply.at("/content/0"));
    }

    @Test
    void countsTheWholePromptAndKeepsThePricesOfCacheWritesApart() {
        // Given
        JsonNode reply = Json.of(Json.golden("anthropic/reply.json"));

        // When
        Optional<Usage> usage = UsageReader.in(replies.completion(reply), false);

        // Then
        assertThat(usage).contains(new Usage(2400, 2000, 200, 100, 50, 20, false));
    }

    @Test
    void countsWhatCompactionAndAnAdvisorUsed() {
        // Given
        JsonNode usage =
                Json.of(
                        "{'input_tokens':612,'output_tokens':2819,'iterations':["
                                + "{'type':'compaction','input_tokens':60385,'output_tokens':522,'cache_read_input_tokens':5},"
                                + "{'type':'advisor_message','input_tokens':10,'output_tokens':20},"
                                + "{'type':'message','input_tokens':612,'output_tokens':2819}]}");

        // When
        ObjectNode openAi = AnthropicUsage.toOpenAi(usage);

        // Then
        assertThat(UsageReader.read(openAi, false))
                .contains(new Usage(612 + 60385 + 5 + 10, 5, 0, 0, 2819 + 522 + 20, 0, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'output_tokens':5}",
                "{'input_tokens':5}",
                "{'input_tokens':-1,'output_tokens':'x'}",
                "{}",
            })
    void doesNotTakeMissingCountsForNothing(String counts) {
        // Given
        JsonNode usage = Json.of(counts);

        // When
        ObjectNode openAi = AnthropicUsage.toOpenAi(usage);

        // Then
        assertThat(UsageReader.read(openAi, false)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | 529 | SERVER_ERROR",
                "{'type':'error','error':{'type':'rate_limit_error','message':'x'}} | 429 | RATE_LIMIT",
                "{'hello':'world'} | 502 | SERVER_ERROR",
                "[] | 502 | SERVER_ERROR",
            })
    void failsOnWhatIsNotAReply(String body, int status, Outcome outcome) {
        // Given
        JsonNode reply = Json.of(body);

        // When
        // Then
        assertThatThrownBy(() -> replies.completion(reply))
                .asInstanceOf(type(UpstreamFailure.class))
                .satisfies(failure -> assertThat(failure.error().status()).isEqualTo(status))
                .satisfies(failure -> assertThat(failure.outcome()).isEqualTo(outcome));
    }
}
