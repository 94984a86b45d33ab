package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import java.util.List;

/** What is left of a plan once some of it has failed. */
final class Remaining {

    private Remaining() {}

    /**
     * The plan without those that would fail as the last one did: a prompt that was too long for
     * one window needs a larger one.
     */
    static Plan plan(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        Attempt last = attempts.get(attempts.size() - 1);
        if (last.outcome() != Outcome.CONTEXT_WINDOW) {
            return call.knownPlan();
        }
        return call.knownPlan()
                .narrowed(attempts.size(), next -> window(next) > window(last.candidate()));
    }

    /** Tokens; a window that is not known is taken for a large one. */
    private static int window(Candidate candidate) {
        return candidate.model().limits().context().orElse(Integer.MAX_VALUE);
    }
}
