package io.aigateway.migrate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.Tier;
import io.aigateway.migrate.plan.ConversionPlan;
import io.aigateway.migrate.plan.Plan;
import java.util.List;
import java.util.Locale;

/** A plan as a document: JSON for programs, Markdown for a pull request. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {}

    /** All findings, and what became of each setting of a converted configuration. */
    public static ObjectNode json(Plan plan) {
        ObjectNode report =
                JSON.createObjectNode()
                        .put("source", plan.migration().facts().source().word())
                        .put("base_url", plan.migration().target().baseUrl());
        ArrayNode findings = report.putArray("findings");
        for (Finding finding : Finding.of(plan)) {
            findings.addObject()
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("rule", finding.rule())
                    .put("tier", finding.tier().word())
                    .put("before", finding.before())
                    .put("after", finding.after())
                    .put("why", finding.why())
                    .put("guide", finding.guide());
        }
        plan.tests().told().ifPresent(told -> report.put("tests", told));
        ArrayNode settings = report.putArray("settings");
        for (ConversionPlan conversion : plan.conversions()) {
            for (KeyFate fate : conversion.conversion().fates()) {
                settings.addObject()
                        .put("file", conversion.file().shown())
                        .put("line", fate.line())
                        .put("path", fate.path())
                        .put("fate", word(fate.fate()))
                        .put("why", fate.why());
            }
        }
        return report;
    }

    /** The same to be read. */
    public static String markdown(Plan plan) {
        StringBuilder page = new StringBuilder();
        page.append("## From ")
                .append(plan.migration().facts().source().word())
                .append(" to AIgateway\n\n")
                .append("Calls go to `")
                .append(plan.migration().target().baseUrl())
                .append("`.\n");
        List<Finding> findings = Finding.of(plan);
        section(page, findings, Tier.REWRITTEN, "Rewritten");
        section(page, findings, Tier.SUGGESTED, "Suggested (`--aggressive` applies them)");
        section(page, findings, Tier.MANUAL, "For a person");
        plan.tests().told().ifPresent(told -> page.append("\n").append(told).append("\n"));
        settings(page, plan);
        return page.toString();
    }

    private static void section(
            StringBuilder page, List<Finding> findings, Tier tier, String title) {
        List<Finding> those = findings.stream().filter(f -> f.tier() == tier).toList();
        if (those.isEmpty()) {
            return;
        }
        page.append("\n### ").append(title).append(" (").append(those.size()).append(")\n\n");
        boolean manual = tier == Tier.MANUAL;
        page.append(
                manual
                        ? "| where | what |\n|---|---|\n"
                        : "| where | before | after | why |\n|---|---|---|---|\n");
        for (Finding finding : those) {
            page.append("| ").append(code(finding.file() + ":" + finding.line())).append(" | ");
            if (!manual) {
                page.append(code(finding.before())).append(" | ");
                page.append(code(finding.after())).append(" | ");
            }
            page.append(cell(finding.why())).append(" |\n");
        }
    }

    private static void settings(StringBuilder page, Plan plan) {
        for (ConversionPlan conversion : plan.conversions()) {
            page.append("\n### Settings of `").append(conversion.file().shown()).append("`\n\n");
            page.append("| line | setting | | what |\n|---|---|---|---|\n");
            for (KeyFate fate : conversion.conversion().fates()) {
                page.append("| ")
                        .append(fate.line())
                        .append(" | ")
                        .append(code(fate.path()))
                        .append(" | ")
                        .append(word(fate.fate()))
                        .append(" | ")
                        .append(cell(fate.why()))
                        .append(" |\n");
            }
        }
    }

    private static String word(KeyFate.Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String code(String text) {
        String line = cell(text);
        return line.isBlank() ? "" : "`" + line.replace('`', '\'') + "`";
    }

    private static String cell(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").replace("|", "\\|").strip();
    }
}
