package io.aigateway.migrate.code;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The proposals for one program. Of two that would both be applied to the same characters the first
 * stays; a suggestion that is only shown stands in nobody's way.
 */
final class Proposed {

    private final Choices choices;
    private final List<Proposal> proposals = new ArrayList<>();

    Proposed(Choices choices) {
        this.choices = choices;
    }

    /** Takes a proposal; false when it would edit what another one edits already. */
    boolean add(Proposal proposal) {
        boolean edits = proposal.applies(choices);
        if (proposals.contains(proposal) || (edits && overlaps(proposal))) {
            return false;
        }
        return proposals.add(proposal);
    }

    private boolean overlaps(Proposal proposal) {
        return proposals.stream()
                .filter(other -> other.applies(choices))
                .anyMatch(other -> meet(other, proposal));
    }

    /** Two insertions at one place would leave their order open. */
    private static boolean meet(Proposal one, Proposal other) {
        boolean samePlace = one.start() == other.start() && one.end() == other.end();
        return samePlace || (one.start() < other.end() && other.start() < one.end());
    }

    /** Whether something in a span is edited already. */
    boolean edits(int start, int end) {
        return proposals.stream()
                .anyMatch(
                        other ->
                                other.applies(choices)
                                        && other.start() < end
                                        && start < other.end());
    }

    /** Whether a person has to look at what begins here, for the sake of a rule. */
    boolean isManual(String rule, int start) {
        return proposals.stream()
                .anyMatch(
                        one ->
                                one.after() == null
                                        && one.start() == start
                                        && one.rule().equals(rule));
    }

    /** In the order of the file. */
    List<Proposal> inOrder() {
        return proposals.stream()
                .sorted(Comparator.comparingInt(Proposal::start).thenComparingInt(Proposal::end))
                .toList();
    }
}
