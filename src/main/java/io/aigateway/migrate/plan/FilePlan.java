package io.aigateway.migrate.plan;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is proposed for one file.
 *
 * @param file the file as it is
 * @param proposals by where they begin; those that edit do not overlap
 */
public record FilePlan(SourceFile file, List<Proposal> proposals) {

    private static final Comparator<Proposal> IN_ORDER =
            Comparator.comparingInt(Proposal::start)
                    .thenComparingInt(Proposal::end)
                    .thenComparing(Proposal::tier)
                    .thenComparing(Proposal::rule);

    public FilePlan {
        proposals = withoutOverlaps(proposals);
    }

    /** The edits that are made, given what was chosen. */
    public List<Proposal> edits(Choices choices) {
        return proposals.stream().filter(proposal -> proposal.applies(choices)).toList();
    }

    /** The text with the edits made. */
    public String after(Choices choices) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Proposal edit : edits(choices)) {
            text.append(file.text(), at, edit.start()).append(edit.after());
            at = edit.end();
        }
        return text.append(file.text(), at, file.text().length()).toString();
    }

    /** Two rewriters may want the same place: the first has it, a person looks at the other. */
    private static List<Proposal> withoutOverlaps(List<Proposal> proposals) {
        List<Proposal> kept = new ArrayList<>();
        int end = -1;
        boolean gone = false;
        for (Proposal next : proposals.stream().distinct().sorted(IN_ORDER).toList()) {
            if (next.tier() == Tier.MANUAL) {
                kept.add(next);
            } else if (next.end() <= end && gone) {
                // What it is about is taken away.
                continue;
            } else if (next.start() < end) {
                kept.add(
                        Proposal.manual(
                                next.rule(),
                                next.start(),
                                next.end(),
                                "lies within another change; run again: " + next.why(),
                                next.guide()));
            } else {
                kept.add(next);
                end = next.end();
                gone = String.valueOf(next.after()).isEmpty() && next.end() > next.start();
            }
        }
        return List.copyOf(kept);
    }
}
