package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsNamesAndDataWithAnyLineEnd(String end) throws IOException {
        // Given
        String text =
                String.join(
                        end,
                        ": hello",
                        "",
                        "event: error",
                        "data:one",
                        "data: two",
                        "",
                        "id: 7",
                        "data:  three",
                        "",
                        "");

        // When
        List<ServerEvent> events = read(text);

        // Then
        assertThat(events)
                .containsExactly(
                        new ServerEvent("error", "one\ntwo"), new ServerEvent("", " three"));
    }

    @Test
    void dropsAnEventThatTheEndCutsOff() throws IOException {
        // Given
        String text = "data: whole\n\ndata: hal";

        // When
        List<ServerEvent> events = read(text);

        // Then
        assertThat(events).containsExactly(new ServerEvent("", "whole"));
    }

    @Test
    void forgetsTheNameOfAnEventWithoutData() throws IOException {
        // Given
        String text = "event: error\n\ndata: fine\n\n";

        // When
        List<ServerEvent> events = read(text);

        // Then
        assertThat(events).containsExactly(new ServerEvent("", "fine"));
    }

    private static List<ServerEvent> read(String text) throws IOException {
        EventStream stream =
                new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<ServerEvent> events = new ArrayList<>();
        for (ServerEvent event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
        }
        return events;
    }
}
