package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig tail}: the calls as they happen. */
@Command(
        name = "tail",
        description = "Shows the last 100 calls, then new ones as they end, until interrupted.",
        footer = {
            "  aig tail",
            "  aig tail --filter status=error",
            "  aig tail --filter tag=checkout --filter model=openai/gpt-5.4",
            "  aig tail --once --json | jq .cost_cents"
        })
final class TailCalls extends Verb {

    private static final int COST_DECIMALS = 6;
    private static final int PAGE = 100;
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("TIME (UTC)", "created_at").atLeast(19),
                    Column.text("STATUS", "status"),
                    Column.right("LATENCY", TailCalls::latency).atLeast(9),
                    Column.right(
                                    "COST",
                                    row -> Dollars.ofCents(row.path("cost_cents"), COST_DECIMALS))
                            .atLeast(11),
                    Column.text("MODEL", "model").atLeast(28),
                    Column.text("TAG", "tag"));

    @Option(
            names = "--filter",
            paramLabel = "FIELD=VALUE",
            description =
                    "Only calls with this status (error, ok or a number), tag, model or mark (above_hold, unconfirmed).")
    private Map<String, String> filter = Map.of();

    @Option(names = "--once", description = "Shows the last calls and ends.")
    private boolean once;

    @Mixin private JsonOption json = new JsonOption();

    private final Table table;

    TailCalls(Shell shell) {
        super(shell);
        this.table = new Table(shell, COLUMNS, CallFilter::failed);
    }

    @Override
    public Integer call() {
        CallFilter wanted = wanted();
        GatewayApi gateway = shell.gateway();
        SeenCalls seen = new SeenCalls();
        List<JsonNode> calls = seen.fresh(recent(gateway, wanted));
        if (!json.wanted()) {
            table.printHeadings();
        }
        print(calls, wanted);
        while (!once && waited()) {
            calls = seen.fresh(recent(gateway, wanted));
            noteGap(calls);
            print(calls, wanted);
        }
        return Aig.EXIT_DONE;
    }

    private CallFilter wanted() {
        try {
            return new CallFilter(filter);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static List<JsonNode> recent(GatewayApi gateway, CallFilter wanted) {
        return Json.rows(gateway.get("/v1/usage/recent?limit=" + PAGE + wanted.query()));
    }

    private void noteGap(List<JsonNode> calls) {
        if (calls.size() >= PAGE) {
            shell.note("more calls than can be shown: some are left out here");
        }
    }

    private void print(List<JsonNode> calls, CallFilter wanted) {
        calls.stream().filter(wanted::accepts).forEach(this::print);
        shell.out().flush();
    }

    private void print(JsonNode call) {
        if (json.wanted()) {
            shell.out().println(Json.line(call));
        } else {
            table.printRow(call);
        }
    }

    // False ends the tail: interrupted, or nobody reads it any more ('aig tail | head').
    private boolean waited() {
        if (shell.out().checkError()) {
            return false;
        }
        try {
            shell.pause().pause(BETWEEN_POLLS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String latency(JsonNode call) {
        JsonNode latency = call.path("latency_ms");
        return latency.isNumber() ? String.format(Locale.ROOT, "%,d ms", latency.asLong()) : "-";
    }
}
