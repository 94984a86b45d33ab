package io.aigateway.migrate.report;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.plan.FilePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The edits of a file as a unified diff, the reasons below the lines that they are for. It is made
 * from the edits themselves, so it shows what changes and never what only looks similar. Secrets
 * are masked, so it is for reading and not for {@code patch}.
 */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private final FilePlan plan;
    private final SourceFacts facts;
    private final List<String> old;
    private final Lines starts;
    private final List<Change> changes = new ArrayList<>();
    private final List<DiffLine> lines = new ArrayList<>();

    /** Lines {@code from} to {@code to} (exclusive, from 0) become others. */
    private record Change(int from, int to, List<String> after, Set<String> reasons) {}

    private UnifiedDiff(FilePlan plan, Choices choices, SourceFacts facts) {
        this.plan = plan;
        this.facts = facts;
        this.old = split(plan.file().text());
        this.starts = new Lines(plan.file().text());
        collect(plan.edits(choices));
    }

    /** The lines of the diff; none when nothing changes. */
    public static List<DiffLine> of(FilePlan plan, Choices choices, SourceFacts facts) {
        UnifiedDiff diff = new UnifiedDiff(plan, choices, facts);
        if (!diff.changes.isEmpty()) {
            diff.write();
        }
        return diff.lines;
    }

    private void collect(List<Proposal> edits) {
        String text = plan.file().text();
        for (int first = 0; first < edits.size(); ) {
            int start = text.lastIndexOf('\n', edits.get(first).start() - 1) + 1;
            int end = endOfLines(text, edits.get(first));
            int last = first + 1;
            while (last < edits.size() && edits.get(last).start() < end) {
                end = Math.max(end, endOfLines(text, edits.get(last)));
                last++;
            }
            changes.add(change(text, start, end, edits.subList(first, last)));
            first = last;
        }
    }

    /** Behind the line end of the last line that an edit touches. */
    private static int endOfLines(String text, Proposal edit) {
        int lastTouched = Math.max(edit.start(), edit.end() - 1);
        int newline = text.indexOf('\n', lastTouched);
        return newline < 0 ? text.length() : newline + 1;
    }

    private Change change(String text, int start, int end, List<Proposal> edits) {
        StringBuilder after = new StringBuilder();
        Set<String> reasons = new LinkedHashSet<>();
        int at = start;
        for (Proposal edit : edits) {
            after.append(text, at, edit.start()).append(edit.after());
            at = edit.end();
            reasons.add(edit.rule() + ": " + edit.why());
        }
        after.append(text, at, end);
        int from = starts.lineOf(start) - 1;
        return new Change(
                from, from + split(text.substring(start, end)).size(), split("" + after), reasons);
    }

    private void write() {
        add(DiffLine.Kind.FILE, "--- a/" + plan.file().shown());
        add(DiffLine.Kind.FILE, "+++ b/" + plan.file().shown());
        int grown = 0;
        for (int first = 0; first < changes.size(); ) {
            int last = first + 1;
            while (last < changes.size()
                    && changes.get(last).from - changes.get(last - 1).to <= 2 * CONTEXT) {
                last++;
            }
            List<Change> hunk = changes.subList(first, last);
            grown = hunk(hunk, grown);
            first = last;
        }
    }

    private int hunk(List<Change> hunk, int grown) {
        int from = Math.max(0, hunk.get(0).from - CONTEXT);
        int to = Math.min(old.size(), hunk.get(hunk.size() - 1).to + CONTEXT);
        int growth = hunk.stream().mapToInt(c -> c.after.size() - (c.to - c.from)).sum();
        add(
                DiffLine.Kind.HUNK,
                "@@ -%d,%d +%d,%d @@"
                        .formatted(from + 1, to - from, from + 1 + grown, to - from + growth));
        int at = from;
        for (Change change : hunk) {
            context(at, change.from);
            old.subList(change.from, change.to).forEach(l -> line(DiffLine.Kind.REMOVED, "-", l));
            change.after.forEach(l -> line(DiffLine.Kind.ADDED, "+", l));
            change.reasons.forEach(reason -> add(DiffLine.Kind.REASON, "    ^ " + reason));
            at = change.to;
        }
        context(at, to);
        return grown + growth;
    }

    private void context(int from, int to) {
        old.subList(from, to).forEach(line -> line(DiffLine.Kind.CONTEXT, " ", line));
    }

    private void line(DiffLine.Kind kind, String sign, String text) {
        add(kind, sign + Shown.line(text, facts));
    }

    private void add(DiffLine.Kind kind, String text) {
        lines.add(new DiffLine(kind, text));
    }

    private static List<String> split(String text) {
        return text.lines().toList();
    }
}
