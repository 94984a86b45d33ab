package io.aigateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEventsWithEachKindOfLineEnd(String end) throws IOException {
        // Given
        String stream = "event: ping|data: {}||data: a|data:b||".replace("|", end);

        // When
        List<SseEvent> events = events(stream);

        // Then
        assertThat(events).containsExactly(new SseEvent("ping", "{}"), new SseEvent(null, "a\nb"));
    }

    @Test
    void skipsCommentsIdsRetriesAndUnknownFields() throws IOException {
        // Given
        String stream = ": OPENROUTER PROCESSING\n\nid: 7\nretry: 10\nfoo: bar\ndata: x\n\n: end\n";

        // When
        List<SseEvent> events = events(stream);

        // Then
        assertThat(events).containsExactly(new SseEvent(null, "x"));
    }

    @Test
    void takesOneSpaceAfterTheColonAndNoMore() throws IOException {
        // Given
        String stream = "data:  two \n\ndata\n\ndata:\n\n";

        // When
        List<SseEvent> events = events(stream);

        // Then
        assertThat(events)
                .containsExactly(
                        new SseEvent(null, " two "),
                        new SseEvent(null, ""),
                        new SseEvent(null, ""));
    }

    @Test
    void dropsAnEventWithoutDataTogetherWithItsName() throws IOException {
        // Given
        String stream = "event: ping\n\ndata: x\n\n";

        // When
        List<SseEvent> events = events(stream);

        // Then
        assertThat(events).containsExactly(new SseEvent(null, "x"));
    }

    @Test
    void ignoresTheByteOrderMarkAtTheStartOnly() throws IOException {
        // Given
        String stream = "\uFEFFdata: a\n\ndata: \uFEFFb\n\n\uFEFFdata: c\n\n";

        // When
        List<SseEvent> events = events(stream);

        // Then
        assertThat(events).containsExactly(new SseEvent(null, "a"), new SseEvent(null, "\uFEFFb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]", "data: [DONE]\n", "data: [DONE]\r\n"})
    void deliversALastEventWithoutItsBlankLine(String stream) throws IOException {
        // Given
        SseReader reader = reader(stream);

        // When
        SseEvent last = reader.next();

        // Then
        assertThat(last).isEqualTo(new SseEvent(null, "[DONE]"));
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @Test
    void deliversNothingForALastEventWithoutData() throws IOException {
        // Given
        String stream = "data: a\n\nevent: cut";

        // When
        List<SseEvent> events = events(stream);

        // Then
        assertThat(events).containsExactly(new SseEvent(null, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: a\n\n", "data: a\r\n\r\n", "data: a\r\r", "data: a\n\r"})
    void returnsAnEventWithoutAskingForOneMoreByte(String complete) throws IOException {
        // Given
        SseReader reader = new SseReader(new OnlyOnce(complete));

        // When
        SseEvent event = reader.next();

        // Then
        assertThat(event).isEqualTo(new SseEvent(null, "a"));
    }

    @Test
    void readsAnEventMuchLargerThanItsBuffer() throws IOException {
        // Given
        String large = "é🎉x".repeat(100_000);

        // When
        List<SseEvent> events = events("data: " + large + "\n\ndata: b\n\n");

        // Then
        assertThat(events).containsExactly(new SseEvent(null, large), new SseEvent(null, "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: %s\n\n", ": %s", "data: 1234567890\ndata: %s"})
    void refusesAnEventLargerThanAllowed(String shape) {
        // Given
        byte[] bytes = shape.formatted("x".repeat(30_000)).getBytes(StandardCharsets.UTF_8);
        SseReader reader = new SseReader(new ByteArrayInputStream(bytes), 1_000);

        // When
        // Then
        assertThatThrownBy(reader::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than the allowed 1000 bytes");
    }

    @Test
    void readsAnyNumberOfEventsWithinTheLimit() throws IOException {
        // Given
        byte[] bytes = "data: 0123456789\n\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        SseReader reader = new SseReader(new ByteArrayInputStream(bytes), 20);

        // When
        List<SseEvent> events = all(reader);

        // Then
        assertThat(events).hasSize(5_000);
    }

    @Test
    void refusesALimitThatIsNotPositive() {
        // Given
        InputStream in = InputStream.nullInputStream();

        // When
        // Then
        assertThatThrownBy(() -> new SseReader(in, 0))
                .hasMessage("max event bytes must be positive, but was 0");
    }

    private static List<SseEvent> events(String stream) throws IOException {
        return all(reader(stream));
    }

    private static SseReader reader(String stream) {
        return new SseReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<SseEvent> all(SseReader reader) throws IOException {
        List<SseEvent> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    /** Gives what it has byte by byte; a real connection would then block. */
    private static final class OnlyOnce extends InputStream {
        private final byte[] bytes;
        private int next;

        OnlyOnce(String text) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (next == bytes.length) {
                throw new AssertionError("asked for more than the event needs");
            }
            return bytes[next++];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            into[offset] = (byte) read();
            return 1;
        }
    }
}
