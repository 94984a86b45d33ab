package io.aigateway.cli;

import io.aigateway.migrate.plan.Progress;
import java.util.function.LongSupplier;

/** A bar on the terminal for work on very many files; nothing in a pipe and for little work. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final int LEAST = 2_000;
    private static final int WIDTH = 30;
    private static final long PAUSE_NANOS = 100_000_000;

    private final Shell shell;
    private final LongSupplier nanos;
    private long shownAt;
    private boolean shown;

    ProgressBar(Shell shell, LongSupplier nanos) {
        this.shell = shell;
        this.nanos = nanos;
        this.shownAt = nanos.getAsLong();
    }

    @Override
    public synchronized void at(int done, int all) {
        long now = nanos.getAsLong();
        if (!shell.terminal() || all < LEAST || now - shownAt < PAUSE_NANOS) {
            return;
        }
        shownAt = now;
        shown = true;
        int filled = (int) ((long) WIDTH * done / all);
        shell.err()
                .printf(
                        "\r[%s%s] %,d of %,d files",
                        "#".repeat(filled), " ".repeat(WIDTH - filled), done, all);
        shell.err().flush();
    }

    /** Leaves the line empty for what comes next. */
    @Override
    public synchronized void close() {
        if (shown) {
            shell.err().print("\r" + " ".repeat(WIDTH + 40) + "\r");
            shell.err().flush();
        }
    }
}
