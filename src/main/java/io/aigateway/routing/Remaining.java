package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import java.util.List;
import java.util.OptionalInt;

/** What is left of a plan once some of it has failed. */
final class Remaining {

    private Remaining() {}

    /**
     * The plan without those that would fail as one before them did: a prompt that was too long for
     * one window needs a larger one.
     */
    static Plan plan(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        OptionalInt tooSmall =
                attempts.stream()
                        .filter(one -> one.outcome() == Outcome.CONTEXT_WINDOW)
                        .mapToInt(one -> window(one.candidate()))
                        .max();
        return tooSmall.isEmpty()
                ? call.knownPlan()
                : call.knownPlan()
                        .narrowed(attempts.size(), next -> window(next) > tooSmall.getAsInt());
    }

    /** Tokens; a window that is not known is taken for a large one. */
    private static int window(Candidate candidate) {
        return candidate.model().limits().context().orElse(Integer.MAX_VALUE);
    }
}
