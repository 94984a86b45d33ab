package io.aigateway.migrate.text;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.HeaderFate;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The proposals for one file, as they come together. */
final class Edits {

    private final SourceFile file;
    private final Migration migration;
    private final List<ApiUrl> urls;
    private final List<Variables.Found> variables;
    private final List<Proposal> proposals = new ArrayList<>();

    Edits(SourceFile file, Migration migration) {
        this.file = file;
        this.migration = migration;
        this.urls = ApiUrl.in(file, migration);
        this.variables = Variables.in(file.text(), migration.facts());
    }

    /** What was proposed so far. */
    List<Proposal> all() {
        return List.copyOf(proposals);
    }

    Migration migration() {
        return migration;
    }

    SourceFile file() {
        return file;
    }

    String text() {
        return file.text();
    }

    /** The URLs of the source's API that begin within a span. */
    List<ApiUrl> urlsIn(Span span) {
        return within(urls, ApiUrl::start, span);
    }

    /** The variables of the source whose names begin within a span. */
    List<Variables.Found> variablesIn(Span span) {
        return within(variables, Variables.Found::start, span);
    }

    /** Of a list in order, those that begin within a span. */
    static <T> List<T> within(List<T> sorted, ToIntFunction<T> start, Span span) {
        int from = firstAt(sorted, start, span.start());
        return sorted.subList(from, Math.max(from, firstAt(sorted, start, span.end())));
    }

    private static <T> int firstAt(List<T> sorted, ToIntFunction<T> start, int offset) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start.applyAsInt(sorted.get(middle)) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Moves the URLs and renames the variables of a span. */
    void move(Span span) {
        urls(span);
        variables(span);
    }

    /** Moves the URLs of a span. */
    void urls(Span span) {
        urlsIn(span).forEach(url -> proposals.add(url.proposal(migration.target())));
    }

    /** Renames the variables of a span, those that are renamed everywhere. */
    void variables(Span span) {
        variables(span, List.of());
    }

    /** Renames the variables of a span, but not within those parts that go on as they are. */
    void variables(Span span, List<Span> staying) {
        for (Variables.Found found : variablesIn(span)) {
            if (staying.stream().anyMatch(part -> part.holds(found.start()))) {
                stays(found);
                continue;
            }
            migration
                    .names()
                    .renamed(found.name())
                    .ifPresent(
                            name ->
                                    rewritten(
                                            rule(found.name()),
                                            found.start(),
                                            found.end(),
                                            name,
                                            "the gateway's name of this variable"));
        }
    }

    /** Told, for everywhere else it has its new name. */
    private void stays(Variables.Found found) {
        migration
                .names()
                .renamed(found.name())
                .ifPresent(
                        name ->
                                manual(
                                        "variable",
                                        found.start(),
                                        found.end(),
                                        "keeps its name in this command, which goes on calling the old gateway and must not be given the key in "
                                                + name
                                                + ": set it for as long as the command is there"));
    }

    /** A key that a call may send to the source is not exchanged: a person does it. */
    void staysLiteral(int start, int end, String masked) {
        manual(
                "key-literal",
                start,
                end,
                "a key stands here, "
                        + masked
                        + ", and a call that is not moved goes on to the old gateway: move that call first, then run again and rotate it");
    }

    void rewritten(String rule, int start, int end, String after, String why) {
        if (!text().substring(start, end).equals(after)) {
            proposals.add(Proposal.rewritten(rule, start, end, after, why, guide(rule)));
        }
    }

    void suggested(String rule, int start, int end, String after, String why) {
        proposals.add(Proposal.suggested(rule, start, end, after, why, guide(rule)));
    }

    void manual(String rule, int start, int end, String why) {
        proposals.add(Proposal.manual(rule, start, end, why, guide(rule)));
    }

    void add(Tier tier, String rule, Span span, String after, String why) {
        if (tier == Tier.REWRITTEN) {
            rewritten(rule, span.start(), span.end(), after, why);
        } else {
            suggested(rule, span.start(), span.end(), after, why);
        }
    }

    /** A header that becomes the tag: sure where the person named it, a suggestion elsewhere. */
    void tag(Span name, HeaderFate fate) {
        String why = "names what the call is counted under";
        if (fate.why().isBlank()) {
            suggested("header", name.start(), name.end(), "x-aig-tag", why);
        } else {
            rewritten("header", name.start(), name.end(), "x-aig-tag", fate.why());
        }
    }

    private String rule(String variable) {
        return migration.facts().urlVariables().stream().anyMatch(variable::endsWith)
                ? "url-variable"
                : "key-variable";
    }

    /** Guides have one section for each of these. */
    private static String guide(String rule) {
        return switch (rule) {
            case "key-variable", "url-variable", "variable", "secret" -> "variables";
            case "key", "key-literal", "terraform-block" -> "keys";
            case "model-id" -> "models";
            case "header" -> "headers";
            case "image", "command" -> "containers";
            default -> rule;
        };
    }
}
