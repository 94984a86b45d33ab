package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.call.Unfinished;
import io.aigateway.provider.Rescue;
import java.util.List;
import java.util.OptionalInt;

/** What is left of a plan once some of it has failed. */
final class Remaining {

    private Remaining() {}

    /**
     * The plan without those that would fail as one before them did: a prompt that was too long for
     * one window needs a larger one. An answer that broke off needs somebody who can go on with it.
     */
    static Plan plan(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        OptionalInt tooSmall =
                attempts.stream()
                        .filter(one -> one.outcome() == Outcome.CONTEXT_WINDOW)
                        .mapToInt(one -> window(one.candidate()))
                        .max();
        Plan plan = call.knownPlan();
        if (tooSmall.isPresent()) {
            plan = plan.narrowed(attempts.size(), next -> window(next) > tooSmall.getAsInt());
        }
        Unfinished rest = call.progress().unfinished();
        return rest == null
                ? plan
                : plan.narrowed(attempts.size(), next -> Rescue.canGoOn(next, rest.prefix()));
    }

    /** Tokens; a window that is not known is taken for a large one. */
    private static int window(Candidate candidate) {
        return candidate.model().limits().context().orElse(Integer.MAX_VALUE);
    }
}
