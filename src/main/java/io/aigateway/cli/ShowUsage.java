package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig usage}: what a month cost, by tag, sub-account, key, model, provider or day. */
@Command(
        name = "usage",
        description = "Shows what was used and what it cost, in one calendar month.",
        footer = {
            "  aig usage",
            "  aig usage --by model --month 2026-11",
            "  aig usage --by sub --json",
            "  aig usage --by day --csv > november.csv"
        })
final class ShowUsage extends Verb {

    private static final List<String> COUNTS = List.of("requests", "input_tokens", "output_tokens");

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "tag",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Grouping by = Grouping.TAG;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "The month (default: the current one).")
    private @Nullable String month;

    @Option(names = "--csv", description = "Prints CSV and nothing else.")
    private boolean csv;

    @Mixin private JsonOption json = new JsonOption();

    ShowUsage(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        String period = month == null ? "" : "?month=" + checked(month);
        String path = "/v1/usage/" + by.path() + period;
        if (csv && json.wanted()) {
            throw wrongUsage("--csv and --json are two forms of one thing; give one");
        }
        if (csv) {
            shell.out().print(shell.gateway().csv(path));
            return Aig.EXIT_DONE;
        }
        JsonNode answer = shell.gateway().get(path);
        List<JsonNode> rows = new ArrayList<>(Json.rows(answer));
        if (json.wanted()) {
            json.print(shell, answer);
        } else if (rows.isEmpty()) {
            shell.out().println("No usage in " + (month == null ? "this month" : month) + ".");
        } else {
            print(rows);
        }
        return Aig.EXIT_DONE;
    }

    private String checked(String month) {
        try {
            return YearMonth.parse(month).toString();
        } catch (DateTimeParseException e) {
            throw wrongUsage("--month must look like 2026-11, but was '" + month + "'");
        }
    }

    private void print(List<JsonNode> rows) {
        if (by.addsUp() && rows.size() > 1) {
            rows.add(total(rows));
        }
        new Table(
                        shell,
                        List.of(
                                Column.left(by.toString().toUpperCase(Locale.ROOT), this::label),
                                Column.count("REQUESTS", "requests"),
                                Column.count("INPUT", "input_tokens"),
                                Column.count("OUTPUT", "output_tokens"),
                                Column.cents("COST", "cost_cents")))
                .print(rows);
    }

    private String label(JsonNode row) {
        String label = Cell.text("label", row.path("label"));
        return label.equals("-") ? "(none)" : label;
    }

    private static ObjectNode total(List<JsonNode> rows) {
        ObjectNode total = Json.object().put("label", "total");
        for (String field : COUNTS) {
            total.put(field, rows.stream().mapToLong(row -> row.path(field).asLong()).sum());
        }
        return total.put(
                "cost_cents",
                rows.stream()
                        .map(row -> row.path("cost_cents").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
