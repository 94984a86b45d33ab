package io.aigateway.budget;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A change on its way through a {@link Lane}, and the thread that waits for its answer. */
final class Ticket {

    private final Change change;
    private final Thread owner;
    private volatile Change.@Nullable Answer answer;
    private volatile @Nullable RuntimeException failure;

    Ticket(Change change) {
        this.change = change;
        this.owner = Thread.currentThread();
    }

    Change change() {
        return change;
    }

    boolean isOpen() {
        return answer == null && failure == null;
    }

    void answer(Change.Answer given) {
        answer = given;
        wake();
    }

    void fail(RuntimeException reason) {
        failure = reason;
        wake();
    }

    void wake() {
        if (owner != Thread.currentThread()) {
            LockSupport.unpark(owner);
        }
    }

    /** The answer, or what went wrong, of a ticket that is no longer open. */
    Change.Answer outcome() {
        RuntimeException reason = failure;
        if (reason != null) {
            throw reason;
        }
        Change.Answer given = answer;
        if (given == null) {
            throw new IllegalStateException("the change has not been answered yet");
        }
        return given;
    }
}
