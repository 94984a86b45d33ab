package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.NOON;

import io.aigateway.money.Money;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds, closings and looks at one counter from several threads are as if one came after the other:
 * Lincheck runs random histories many times and searches for an order that explains every answer.
 * (Its other way, which decides each switch of threads itself, does not get past parked threads.)
 */
@Tag("M1")
@Tag("I1")
class InterleavingsTest {

    private static final int THREADS = 3;
    private static final int CALLS_EACH = 3;

    @Test
    void ofRealThreadsHaveAnOrder() {
        // Given
        StressOptions options =
                new StressOptions()
                        .threads(THREADS)
                        .actorsPerThread(CALLS_EACH)
                        .iterations(15)
                        .invocationsPerIteration(2_000);

        // When
        options.check(Counter.class);

        // Then: a history without an order would have been an error
    }

    /** One scope's counter under a cap of ten. */
    @Param(name = "amount", gen = IntGen.class, conf = "1:6")
    public static final class Counter {

        private static final List<CapLine> CAPS =
                List.of(new CapLine(KEY, Period.MONTH, new Money(10), "bud_1"));

        private final Books books =
                new Books(
                        "node@1",
                        VersionedStore.inMemory(),
                        SpendHistory.EMPTY,
                        new Room(1_000, 0));
        private final Lanes lanes = new Lanes(books);
        private final long[] windows = Slots.windowsAt(NOON, ZoneOffset.UTC);

        @Operation
        public boolean hold(@Param(name = "amount") int amount) {
            return changed(new Change.Hold(windows, CAPS, amount, null)) instanceof Change.Held;
        }

        @Operation
        public void close(@Param(name = "amount") int held, @Param(name = "amount") int actual) {
            changed(new Change.Close(windows, held, actual, null));
        }

        @Operation
        public String look() {
            Balance balance = books.store().get(KEY.text());
            return balance == null ? "untouched" : balance.standing(slot(balance)).toString();
        }

        private int slot(Balance balance) {
            return balance.slotOf(Period.MONTH.windowAt(NOON, ZoneOffset.UTC)).orElseThrow();
        }

        private Change.Answer changed(Change change) {
            Lane lane = lanes.pin(KEY);
            try {
                return Objects.requireNonNull(lane.apply(change));
            } finally {
                lanes.unpin(lane);
            }
        }
    }
}
