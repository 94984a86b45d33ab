package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store whose replacements go wrong on request, in all the ways a network can make them. */
final class FailingStore implements VersionedStore {

    private final VersionedStore store = VersionedStore.inMemory();
    private final List<Runnable> underway = new ArrayList<>();
    private @Nullable Fault next;
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

    void failReads(boolean fail) {
        readsFail = fail;
    }

    /** What is delayed arrives just before the next replacement is tried, after it was prepared. */
    void deliverBeforeNextReplace() {
        deliver = true;
    }

    void behave() {
        next = null;
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
        if (deliver) {
            deliver = false;
            underway.forEach(Runnable::run);
            underway.clear();
        }
        Fault fault = onlyOn == null || onlyOn.equals(key) ? next : null;
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
