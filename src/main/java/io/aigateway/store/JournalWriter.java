package io.aigateway.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes lines that came together, in one piece; used by one thread at a time. */
final class JournalWriter implements Consumer<List<JournalTicket>> {

    private final JournalLines lines;
    private final @Nullable Segments segments;

    JournalWriter(JournalLines lines, @Nullable Segments segments) {
        this.lines = lines;
        this.segments = segments;
    }

    @Override
    public void accept(List<JournalTicket> batch) {
        try {
            if (segments != null) {
                segments.append(bytes(batch));
            }
            for (JournalTicket ticket : batch) {
                lines.put(ticket.id(), ticket.line());
                ticket.written();
            }
        } catch (IOException | RuntimeException | Error failed) {
            StoreException reason =
                    new StoreException("The journal cannot be written: " + failed.getMessage());
            batch.forEach(ticket -> ticket.fail(reason));
        }
    }

    private static byte[] bytes(List<JournalTicket> batch) {
        if (batch.size() == 1) {
            return batch.get(0).line();
        }
        int length = batch.stream().mapToInt(ticket -> ticket.line().length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (JournalTicket ticket : batch) {
            System.arraycopy(ticket.line(), 0, all, at, ticket.line().length);
            at += ticket.line().length;
        }
        return all;
    }
}
