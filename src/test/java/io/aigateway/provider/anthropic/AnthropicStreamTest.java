package io.aigateway.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Outcome;
import io.aigateway.money.Usage;
import io.aigateway.provider.Json;
import io.aigateway.provider.UpstreamFailure;
import io.aigateway.provider.UsageReader;
import io.aigateway.stream.SseEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicStreamTest {

    private static final String START =
            "{'type':'message_start','message':{'id':'m','model':'claude-x','usage':{'input_tokens':9,'output_tokens':1}}}";
    private static final String TEXT =
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'hi'}}";
    private static final String TOOL =
            "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'f','input':%s}}";
    private static final String BLOCK_STOP = "{'type':'content_block_stop','index':0}";
    private static final String END =
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':5}}";
    private static final String TOOL_USE =
            "{'type':'message_delta','delta':{'stop_reason':'tool_use'}}";
    private static final String STOP = "{'type':'message_stop'}";

    private final AnthropicStream stream =
            new AnthropicStream(
                    Clock.fixed(Instant.ofEpochSecond(7), ZoneOffset.UTC), "claude-asked");

    @Test
    void saysNothingBeforeTheFirstWordSoThatAnotherProviderCanStillBeTried() {
        // Given
        String ping = "{'type':'ping'}";

        // When
        List<ObjectNode> chunks = feed(START, ping);

        // Then
        assertThat(chunks).isEmpty();
        assertThat(stream.finished()).isFalse();
    }

    @Test
    void givesTheRoleWithTheFirstWordOnly() {
        // Given
        feed(START);

        // When
        List<ObjectNode> chunks = feed(TEXT, TEXT);

        // Then
        assertThat(chunks.get(0))
                .hasToString(
                        Json.of(
                                        "{'id':'m','object':'chat.completion.chunk','created':7,'model':'claude-x','choices':[{'index':0,'delta':{'role':'assistant','content':'hi'},'finish_reason':null}]}")
                                .toString());
        assertThat(chunks.get(1).at("/choices/0/delta").has("role")).isFalse();
    }

    @Test
    void endsOnceWithReasonAndUsage() {
        // Given
        feed(START, TEXT);

        // When
        List<ObjectNode> chunks = feed(END, STOP, STOP, TEXT);

        // Then
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(0).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.get(1).path("choices")).isEmpty();
        assertThat(UsageReader.in(chunks.get(1), false)).contains(Usage.of(9, 5));
        assertThat(stream.finished()).isTrue();
    }

    @Test
    void isFinishedWithItsStopReasonEvenIfTheLastEventIsLost() {
        // Given
        feed(START, TEXT);

        // When
        feed(END);

        // Then
        assertThat(stream.finished()).isTrue();
    }

    @Test
    void isNotFinishedWhenItIsCutOff() {
        // Given
        String[] cut = {START, TEXT, BLOCK_STOP};

        // When
        feed(cut);

        // Then
        assertThat(stream.finished()).isFalse();
        assertThat(stream.usageSoFar().flatMap(usage -> UsageReader.read(usage, false)))
                .map(Usage::input)
                .contains(9L);
    }

    @Test
    void knowsNoUsageBeforeItIsTold() {
        // Given
        AnthropicStream fresh = stream;

        // When
        boolean told = fresh.usageSoFar().isPresent();

        // Then
        assertThat(told).isFalse();
    }

    @Test
    void takesTheNewestCountsAndKeepsThoseNotRepeated() {
        // Given
        String start =
                "{'type':'message_start','message':{'id':'m','usage':{'input_tokens':9,'cache_read_input_tokens':4,'output_tokens':1}}}";
        String more =
                "{'type':'message_delta','delta':{},'usage':{'input_tokens':20,'cache_read_input_tokens':null,'output_tokens':3}}";

        // When
        feed(start, TEXT, more, END);

        // Then
        assertThat(stream.usageSoFar().flatMap(usage -> UsageReader.read(usage, false)))
                .contains(new Usage(24, 4, 0, 0, 5, 0, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BLOCK_STOP,
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':''}}",
            })
    void givesAToolWithoutArgumentsAnEmptyObject(String next) {
        // Given
        feed(START, TOOL.formatted("{}"));

        // When
        StreamedAnswer answer = StreamedAnswer.of(feed(next, END));

        // Then
        assertThat(answer.calls()).containsExactly("0{}");
    }

    @Test
    void takesArgumentsThatCameAllAtOnce() {
        // Given
        String call = TOOL.formatted("{'a':1}");

        // When
        StreamedAnswer answer = StreamedAnswer.of(feed(START, call, BLOCK_STOP, TOOL_USE, STOP));

        // Then
        assertThat(answer.calls()).containsExactly("0 t f {\"a\":1}");
        assertThat(answer.finishReasons()).containsExactly("tool_calls");
    }

    @Test
    void failsWhenItEndsWithoutAStopReason() {
        // Given
        String[] events = {START, TOOL.formatted("{'a':1}"), BLOCK_STOP, STOP};

        // When
        // Then
        assertThatThrownBy(() -> feed(events))
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining("without a stop reason");
    }

    /** Seen where Anthropic's own code execution calls the caller's tools. */
    @Test
    void takesAnAnswerThatIsWholeWithinItsStart() {
        // Given
        String start =
                "{'type':'message_start','message':{'id':'m','model':'c','content':["
                        + "{'type':'text','text':'Rolling.'},"
                        + "{'type':'tool_use','id':'t','name':'roll','input':{'a':1}}],"
                        + "'stop_reason':'tool_use','usage':{'input_tokens':1,'output_tokens':2}}}";

        // When
        StreamedAnswer answer = StreamedAnswer.of(feed(start, start, STOP));

        // Then
        assertThat(answer.content()).isEqualTo("Rolling.");
        assertThat(answer.calls()).containsExactly("0 t roll {\"a\":1}");
        assertThat(answer.finishReasons()).containsExactly("tool_calls");
    }

    @Test
    void takesNullForNothingSaid() {
        // Given
        String[] nulls = {
            START,
            "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':null,'signature':null}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':null}}",
            BLOCK_STOP,
            "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':null}}",
            "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':null}}",
            TOOL.formatted("null"),
            "{'type':'content_block_delta','index':0,'delta':{'partial_json':null}}",
            BLOCK_STOP,
            "{'type':'message_delta','delta':{'stop_reason':null},'usage':null}",
            TOOL_USE,
            STOP
        };

        // When
        StreamedAnswer answer = StreamedAnswer.of(feed(nulls));

        // Then
        assertThat(answer.content()).isEmpty();
        assertThat(answer.reasoning()).isEmpty();
        assertThat(answer.calls()).containsExactly("0 t f {}");
        assertThat(answer.finishReasons()).containsExactly("tool_calls");
    }

    @Test
    void tellsRedactedThoughtsForReplay() {
        // Given
        String thought =
                "{'type':'content_block_start','index':0,'content_block':{'type':'redacted_thinking','data':'d'}}";

        // When
        List<ObjectNode> chunks = feed(START, thought, BLOCK_STOP);

        // Then
        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).at("/choices/0/delta/thinking_blocks/0"))
                .isEqualTo(Json.of("{'type':'redacted_thinking','data':'d'}"));
    }

    @Test
    void tellsWhyAnAnswerWasRefused() {
        // Given
        String refused =
                "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_details':{'explanation':'Blocked.'}}}";

        // When
        List<ObjectNode> chunks = feed(START, refused);

        // Then
        assertThat(chunks.get(0).at("/choices/0/delta/refusal").asText()).isEqualTo("Blocked.");
        assertThat(chunks.get(0).at("/choices/0/finish_reason").asText())
                .isEqualTo("content_filter");
    }

    @Test
    void failsOnAnErrorEvent() {
        // Given
        feed(START, TEXT);

        // When
        // Then
        assertThatThrownBy(
                        () ->
                                feed(
                                        "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"))
                .asInstanceOf(type(UpstreamFailure.class))
                .satisfies(failure -> assertThat(failure.error().status()).isEqualTo(529))
                .satisfies(
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.SERVER_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"type\":", "{'error':{'message':'x'}}"})
    void failsOnWhatItCannotRead(String data) {
        // Given
        SseEvent event = new SseEvent(null, data.replace('\'', '"'));

        // When
        // Then
        assertThatThrownBy(() -> stream.chunks(event)).isInstanceOf(UpstreamFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[DONE]", "{}", "[]", "{\"type\":\"new_event\"}"})
    void ignoresWhatSaysNothing(String data) {
        // Given
        SseEvent event = new SseEvent("whatever", data);

        // When
        List<ObjectNode> chunks = stream.chunks(event);

        // Then
        assertThat(chunks).isEmpty();
    }

    @Test
    void bearsAStartThatIsRepeated() {
        // Given
        feed(START, TEXT);

        // When
        List<ObjectNode> chunks = feed(START, TEXT, END);

        // Then
        assertThat(chunks).hasSize(3);
    }

    @Test
    void failsWhenASecondMessageStartsAfterWordsWereSaid() {
        // Given
        feed(START, TEXT);

        // When
        // Then
        assertThatThrownBy(() -> feed("{'type':'message_start','message':{'id':'other'}}"))
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining("started a second message");
    }

    private List<ObjectNode> feed(String... events) {
        List<ObjectNode> chunks = new ArrayList<>();
        for (String event : events) {
            chunks.addAll(stream.chunks(new SseEvent(null, event.replace('\'', '"'))));
        }
        return chunks;
    }
}
