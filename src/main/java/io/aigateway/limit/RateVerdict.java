package io.aigateway.limit;

import java.util.List;

/** Whether a call may go on now. */
public sealed interface RateVerdict {

    /**
     * It may, and was counted in every limit.
     *
     * @param grant what it holds, to be closed once when the call ends
     * @param levels what is left of each limit now
     */
    record Granted(Grant grant, List<Level> levels) implements RateVerdict {}

    /**
     * It must wait; nothing was counted in any limit.
     *
     * @param want what was too much: of several, that with the longest wait
     * @param remaining how many of it there are now
     * @param retryAfterSeconds until all limits have enough, rounded up; 0 when waiting does not
     *     help, because the call wants more than the limit allows at all
     */
    record Limited(Want want, long remaining, long retryAfterSeconds) implements RateVerdict {

        /** True when the call can never fit into the limit. */
        public boolean never() {
            return retryAfterSeconds == 0;
        }
    }
}
