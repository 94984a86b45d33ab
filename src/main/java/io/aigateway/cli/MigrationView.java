package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.Tier;
import io.aigateway.migrate.plan.Applying.Applied;
import io.aigateway.migrate.plan.ConversionPlan;
import io.aigateway.migrate.plan.FilePlan;
import io.aigateway.migrate.plan.Plan;
import io.aigateway.migrate.report.DiffLine;
import io.aigateway.migrate.report.Finding;
import io.aigateway.migrate.report.UnifiedDiff;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** How a migration is shown: the diff, what is left to a person, and a table. */
final class MigrationView {

    private final Shell shell;
    private final Plan plan;
    private final List<Finding> findings;

    MigrationView(Shell shell, Plan plan) {
        this.shell = shell;
        this.plan = plan;
        this.findings = Finding.of(plan);
    }

    /** How many documents of converted configuration are still to be written. */
    int documents() {
        return plan.conversions().stream().mapToInt(one -> one.missing().size()).sum();
    }

    /** Whether something is left that a person decides. */
    boolean needsAPerson() {
        return of(Tier.MANUAL).findAny().isPresent()
                || notCarried() > 0
                || !plan.unreadable().isEmpty();
    }

    /** Shows the whole plan. */
    void show() {
        for (FilePlan file : plan.edited()) {
            line("");
            UnifiedDiff.of(file, plan.migration().choices(), plan.migration().facts())
                    .forEach(this::show);
        }
        if (!plan.migration().choices().aggressive()) {
            list("Suggested, applied with --aggressive:", Tier.SUGGESTED);
        }
        list("For a person:", Tier.MANUAL);
        plan.conversions().forEach(this::show);
        plan.tests().told().ifPresent(this::line);
        plan.unreadable().forEach(path -> shell.note("cannot be read, left out: " + path));
        table();
    }

    /** What is asked before anything is written. */
    String question() {
        String question =
                "Apply %s in %s"
                        .formatted(
                                count(plan.edits(), "change"), count(plan.edited().size(), "file"));
        return documents() == 0
                ? question + "?"
                : question + " and write " + count(documents(), "document") + "?";
    }

    /** Says what was done. */
    void applied(Applied applied, boolean backups) {
        line(
                "Applied %s in %s."
                        .formatted(
                                count(applied.edits(), "change"), count(applied.files(), "file")));
        applied.written().forEach(path -> line("Wrote " + path));
        applied.left()
                .forEach(path -> shell.note("left as it is, for it changed meanwhile: " + path));
        if (backups && applied.files() > 0) {
            line(
                    "The originals are beside them as *.aig-migrate.bak; they may hold keys: delete"
                            + " them, or keep them out of version control.");
        }
        shell.out().flush();
    }

    private void show(DiffLine line) {
        String text = TerminalText.withoutControls(line.text());
        IStyle style =
                switch (line.kind()) {
                    case FILE -> Style.bold;
                    case HUNK -> Style.fg_cyan;
                    case REMOVED -> Style.fg_red;
                    case ADDED -> Style.fg_green;
                    case REASON -> Style.fg_yellow;
                    case CONTEXT -> Style.reset;
                };
        line(line.kind() == DiffLine.Kind.CONTEXT ? text : shell.styled(text, style));
    }

    private void list(String title, Tier tier) {
        List<Finding> those = of(tier).toList();
        if (those.isEmpty()) {
            return;
        }
        line("");
        line(shell.styled(title, Style.bold));
        for (Finding finding : those) {
            String where = finding.file() + ":" + finding.line() + ": ";
            String what = TerminalText.oneLine(what(finding));
            line(where + shell.styled(what, Style.fg_yellow));
        }
    }

    private static String what(Finding finding) {
        String change =
                finding.tier() != Tier.SUGGESTED
                        ? ""
                        : finding.after().isBlank()
                                ? "'%s' is taken out: ".formatted(finding.before().strip())
                                : "'%s' becomes '%s': "
                                        .formatted(finding.before().strip(), finding.after());
        return finding.rule() + ": " + change + finding.why();
    }

    private void show(ConversionPlan conversion) {
        boolean asItWas =
                conversion.conversion().fates().stream()
                        .allMatch(fate -> fate.fate() == KeyFate.Fate.CARRIED);
        if (asItWas && conversion.conversion().files().isEmpty()) {
            return;
        }
        line("");
        line(shell.styled(title(conversion), Style.bold));
        for (KeyFate fate : conversion.conversion().fates()) {
            if (fate.fate() != KeyFate.Fate.CARRIED) {
                boolean lost = fate.fate() == KeyFate.Fate.NOT_CARRIED;
                String where = conversion.file().shown() + ":" + fate.line() + ": ";
                String what =
                        "%s %s: %s"
                                .formatted(
                                        fate.path(),
                                        lost ? "is not carried over" : "changes",
                                        fate.why());
                line(
                        where
                                + shell.styled(
                                        TerminalText.oneLine(what),
                                        lost ? Style.fg_red : Style.fg_yellow));
            }
        }
    }

    private static String title(ConversionPlan conversion) {
        String file = conversion.file().shown();
        String documents = String.join(", ", conversion.conversion().files().keySet());
        if (documents.isEmpty()) {
            return (conversion.whole() ? "Settings of " : "Calls in ") + file + ":";
        }
        return conversion.whole()
                ? "%s becomes %s in %s:".formatted(file, documents, conversion.folder())
                : "What calls say becomes %s in %s. Calls in %s:"
                        .formatted(documents, conversion.folder(), file);
    }

    private void table() {
        line("");
        List<Column> columns =
                List.of(
                        Column.text("", "what"),
                        Column.count("PLACES", "places"),
                        Column.count("FILES", "files"));
        List<JsonNode> rows = Stream.of(Tier.values()).map(this::row).toList();
        new Table(shell, columns).print(rows);
        line("");
        line(
                "%s looked at; calls go to %s (--base-url)."
                        .formatted(
                                count(plan.looked(), "file"), plan.migration().target().baseUrl()));
        shell.out().flush();
    }

    private JsonNode row(Tier tier) {
        String what =
                switch (tier) {
                    case REWRITTEN -> "rewritten";
                    case SUGGESTED -> "suggested (--aggressive)";
                    case MANUAL -> "for a person";
                };
        return Json.object()
                .put("what", what)
                .put("places", of(tier).count())
                .put("files", of(tier).map(Finding::file).distinct().count());
    }

    private long notCarried() {
        return plan.conversions().stream()
                .flatMap(one -> one.conversion().fates().stream())
                .filter(fate -> fate.fate() == KeyFate.Fate.NOT_CARRIED)
                .count();
    }

    private Stream<Finding> of(Tier tier) {
        return findings.stream().filter(finding -> finding.tier() == tier);
    }

    private static String count(int n, String thing) {
        return "%,d %s%s".formatted(n, thing, n == 1 ? "" : "s");
    }

    private void line(String text) {
        shell.out().println(text);
    }
}
