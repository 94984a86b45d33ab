package io.aigateway.migrate.report;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Tier;
import io.aigateway.migrate.plan.FilePlan;
import io.aigateway.migrate.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing found, as it is told.
 *
 * @param file with {@code /} between its names
 * @param line the first is 1
 * @param rule what found it
 * @param tier how sure it is
 * @param before what stands there, secrets masked
 * @param after what stands there afterwards; empty when a person decides
 * @param why the reason
 * @param guide where the guide of the source says more; empty when nowhere
 */
public record Finding(
        String file,
        int line,
        String rule,
        Tier tier,
        String before,
        String after,
        String why,
        String guide) {

    /** Everything that a plan found, by file and line. */
    public static List<Finding> of(Plan plan) {
        return plan.files().stream().flatMap(file -> of(file, plan.migration().facts())).toList();
    }

    private static Stream<Finding> of(FilePlan file, SourceFacts facts) {
        Lines lines = new Lines(file.file().text());
        return file.proposals().stream().map(proposal -> of(file, lines, proposal, facts));
    }

    private static Finding of(FilePlan file, Lines lines, Proposal proposal, SourceFacts facts) {
        String before = file.file().text().substring(proposal.start(), proposal.end());
        String after = proposal.after() == null ? "" : proposal.after();
        return new Finding(
                file.file().shown(),
                lines.lineOf(proposal.start()),
                proposal.rule(),
                proposal.tier(),
                Shown.line(before, facts),
                Shown.line(after, facts),
                proposal.why(),
                proposal.guide().isEmpty()
                        ? ""
                        : "docs/migrate/" + facts.source().word() + ".md#" + proposal.guide());
    }
}
