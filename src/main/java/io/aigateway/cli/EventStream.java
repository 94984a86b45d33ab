package io.aigateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as they arrive (WHATWG HTML, section 9.2). An event that the end of the
 * stream cuts off is dropped, as that specification demands.
 */
final class EventStream {

    private final BufferedReader lines;

    EventStream(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Waits for the next event with data; null at the end of the stream. */
    @Nullable ServerEvent next() throws IOException {
        String name = "";
        StringJoiner data = new StringJoiner("\n").setEmptyValue("");
        boolean hasData = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && hasData) {
                return new ServerEvent(name, data.toString());
            }
            if (line.isEmpty()) {
                name = "";
            } else if (line.startsWith("data:")) {
                data.add(value(line));
                hasData = true;
            } else if (line.startsWith("event:")) {
                name = value(line);
            }
        }
        return null;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
