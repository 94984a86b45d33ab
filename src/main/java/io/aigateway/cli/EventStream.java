package io.aigateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as they arrive (WHATWG HTML, section 9.2). An event that the end of the
 * stream cuts off is dropped, as that specification demands.
 */
final class EventStream {

    private final BufferedReader lines;
    private final StringBuilder data = new StringBuilder();
    private String name = "";

    EventStream(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Waits for the next event with data; null at the end of the stream. */
    @Nullable ServerEvent next() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            boolean complete = line.isEmpty() && !data.isEmpty();
            if (complete) {
                return taken();
            }
            read(line);
        }
        return null;
    }

    private ServerEvent taken() {
        // Every line was kept with its end; the last one's end is not part of the data.
        ServerEvent event = new ServerEvent(name, data.substring(0, data.length() - 1));
        data.setLength(0);
        name = "";
        return event;
    }

    private void read(String line) {
        if (line.isEmpty()) {
            name = "";
        } else if (line.startsWith("data:")) {
            data.append(value(line)).append('\n');
        } else if (line.startsWith("event:")) {
            name = value(line);
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
