package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The proposals for one program, without two that edit the same characters: the first stays. */
final class Proposed {

    private final List<Proposal> proposals = new ArrayList<>();

    /** Takes a proposal; false when it would edit what another one edits already. */
    boolean add(Proposal proposal) {
        boolean edits = proposal.after() != null;
        if (proposals.contains(proposal) || (edits && overlaps(proposal))) {
            return false;
        }
        return proposals.add(proposal);
    }

    private boolean overlaps(Proposal proposal) {
        return proposals.stream()
                .filter(other -> other.after() != null)
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
                                other.after() != null
                                        && other.start() < end
                                        && start < other.end());
    }

    boolean has(String rule) {
        return proposals.stream().anyMatch(one -> one.rule().equals(rule));
    }

    /** In the order of the file. */
    List<Proposal> inOrder() {
        return proposals.stream()
                .sorted(Comparator.comparingInt(Proposal::start).thenComparingInt(Proposal::end))
                .toList();
    }
}
