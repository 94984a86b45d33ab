package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void growsOnATerminalAndLeavesAnEmptyLine() {
        // Given
        ProgressBar bar = new ProgressBar(shell(true), () -> nanos.addAndGet(200_000_000));

        // When
        bar.at(5_000, 10_000);
        bar.close();

        // Then
        assertThat(err.toString())
                .startsWith("\r[" + "#".repeat(15) + " ".repeat(15) + "] 5,000 of 10,000 files")
                .endsWith(" \r");
    }

    @ParameterizedTest
    @CsvSource({"false, 10000, 200000000", "true, 100, 200000000", "true, 10000, 1000"})
    void isSilentInAPipeForLittleWorkAndBetweenTwoLooks(boolean terminal, int all, long step) {
        // Given
        ProgressBar bar = new ProgressBar(shell(terminal), () -> nanos.addAndGet(step));

        // When
        bar.at(1, all);
        bar.close();

        // Then
        assertThat(err.toString()).isEmpty();
    }

    private Shell shell(boolean terminal) {
        return new Shell(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                name -> null,
                terminal,
                length -> {});
    }
}
