package io.aigateway.usage;

import io.aigateway.store.Journal;
import io.aigateway.store.StoreException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which records may wait as long as it takes until they are committed: those that are in the
 * journal, and those that have a place in memory because the journal could not be written. Safe for
 * any number of threads.
 */
final class Places {

    private final Journal journal;
    private final Set<String> inMemory = ConcurrentHashMap.newKeySet();

    Places(Journal journal) {
        this.journal = journal;
    }

    /** Takes a place in memory; false when no more records may wait. */
    boolean take(String requestId) {
        return journal.hasRoomBeside(inMemory.size()) && inMemory.add(requestId);
    }

    /**
     * Writes a record to the journal; a free call that was never opened loses nobody any money, and
     * needs none. A place in memory is free again when the record is done.
     *
     * @return false when the record has neither a line nor a place
     */
    boolean keeps(UsageRecord call, CompletableFuture<Boolean> done) {
        String id = call.requestId();
        if (inMemory.contains(id)) {
            var unused = done.whenComplete((fresh, lost) -> inMemory.remove(id));
        }
        boolean opened = journal.has(id);
        boolean written = (opened || call.cost().total().nanos() > 0) && isWritten(call);
        return written || opened || inMemory.contains(id);
    }

    /** When only the line of its beginning can be kept, the record itself waits in memory. */
    private boolean isWritten(UsageRecord call) {
        try {
            journal.put(call.requestId(), RecordText.of(call));
            return true;
        } catch (StoreException notWritten) {
            return false;
        }
    }
}
