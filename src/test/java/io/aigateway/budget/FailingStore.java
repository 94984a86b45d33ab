package io.aigateway.budget;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store whose replacements go wrong on request, in all the ways a network can make them. */
final class FailingStore implements VersionedStore {

    private final VersionedStore store = VersionedStore.inMemory();
    private final List<Runnable> underway = new ArrayList<>();
    private final Set<Balance> offered = new HashSet<>();
    private @Nullable Fault next;
    private @Nullable Fault always;
    private @Nullable String breaksOn;
    private @Nullable String onlyOn;
    private boolean deliver;
    private boolean readsFail;

    /** What becomes of a replacement, and what the caller hears of it. */
    enum Fault {
        /** It never happens; the caller gets an exception. */
        LOST,
        /** It happens; the caller gets an exception. */
        ANSWER_LOST,
        /** It happens; the caller is told that it did not. */
        DENIED_WRONGLY,
        /** It has not happened when the caller gets an exception, but may happen later. */
        DELAYED,
        /** It has not happened when the caller is told so, but may happen later. */
        DENIED_AND_DELAYED
    }

    void failNext(Fault fault) {
        next = fault;
        onlyOn = null;
    }

    void failNextOn(String key, Fault fault) {
        next = fault;
        onlyOn = key;
    }

    void failEach(@Nullable Fault fault) {
        always = fault;
    }

    /** The next replacement on a key breaks whoever makes it, as when memory or stack run out. */
    void breakNextOn(String key) {
        breaksOn = key;
    }

    /** How many different values were offered since the start. */
    int offered() {
        return offered.size();
    }

    void failReads(boolean fail) {
        readsFail = fail;
    }

    /** What is delayed arrives just before the next replacement is tried, after it was prepared. */
    void deliverBeforeNextReplace() {
        deliver = true;
    }

    void behave() {
        next = null;
        always = null;
        underway.clear();
    }

    @Override
    public @Nullable Balance get(String key) {
        if (readsFail) {
            throw new IllegalStateException("reads fail");
        }
        return store.get(key);
    }

    @Override
    public boolean putIfAbsent(String key, Balance first) {
        return store.putIfAbsent(key, first);
    }

    @Override
    public boolean replace(String key, Balance expected, Balance value) {
        offered.add(value);
        if (key.equals(breaksOn)) {
            breaksOn = null;
            throw new StackOverflowError("broken by the test");
        }
        if (deliver) {
            deliver = false;
            underway.forEach(Runnable::run);
            underway.clear();
        }
        Fault once = onlyOn == null || onlyOn.equals(key) ? next : null;
        Fault fault = once == null ? always : once;
        if (fault == null) {
            return store.replace(key, expected, value);
        }
        next = null;
        return failed(fault, () -> store.replace(key, expected, value));
    }

    @Override
    public boolean remove(String key, Balance expected) {
        return store.remove(key, expected);
    }

    private boolean failed(Fault fault, Runnable replacement) {
        switch (fault) {
            case ANSWER_LOST, DENIED_WRONGLY -> replacement.run();
            case DELAYED, DENIED_AND_DELAYED -> underway.add(replacement);
            case LOST -> {}
        }
        if (fault == Fault.DENIED_WRONGLY || fault == Fault.DENIED_AND_DELAYED) {
            return false;
        }
        throw new IllegalStateException("the store does not answer");
    }
}
