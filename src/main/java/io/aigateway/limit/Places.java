package io.aigateway.limit;

/** Places for calls under way: nothing comes back by itself. */
final class Places extends Meter {

    private long most;
    private long taken;

    Places(long most) {
        this.most = most;
    }

    @Override
    void refresh(long newMost, long nowMillis) {
        most = newMost;
    }

    @Override
    long most() {
        return most;
    }

    @Override
    boolean has(long amount) {
        return taken + amount <= most;
    }

    @Override
    void take(long amount) {
        taken += amount;
    }

    @Override
    void giveBack(long amount) {
        taken = Math.max(0, taken - amount);
    }

    @Override
    long remaining() {
        return Math.max(0, most - taken);
    }

    /** Nobody knows when a call ends; a second is a polite guess. */
    @Override
    long secondsUntil(long amount) {
        return 1;
    }

    @Override
    long secondsUntilFull() {
        return taken == 0 ? 0 : 1;
    }

    @Override
    boolean full() {
        return taken == 0;
    }
}
