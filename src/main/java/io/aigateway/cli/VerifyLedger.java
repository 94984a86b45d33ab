package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.ConfigException;
import io.aigateway.usage.DifferenceViews;
import io.aigateway.usage.FolderAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig ledger verify}: adds up the usage records anew and compares every counter. */
@Command(
        name = "verify",
        description =
                "Recomputes every counter from the usage records and shows what differs; exit code 1 when anything does.",
        footer = {
            "  aig ledger verify",
            "  aig ledger verify --json",
            "  aig ledger verify --data /backup/aigateway"
        })
final class VerifyLedger extends Verb {

    private static final int DECIMALS = 6;
    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("COUNTER", "counter"),
                    Column.text("SCOPE", "scope"),
                    Column.text("WINDOW", "window"),
                    Column.cents("COUNTED", "counted_cents"),
                    Column.cents("RECORDED", "recorded_cents"),
                    Column.cents("DIFFERENCE", "difference_cents"),
                    Column.count("CALLS COUNTED", "counted_requests"),
                    Column.count("RECORDED", "recorded_requests"));

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Looks into a stopped gateway's data folder, or a copy of one, instead of asking a running gateway.")
    private @Nullable Path data;

    @Mixin private JsonOption json = new JsonOption();

    VerifyLedger(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        JsonNode answer = data == null ? shell.gateway().get("/v1/ledger/verify") : ofFolder(data);
        if (json.wanted()) {
            json.print(shell, answer);
        } else {
            print(answer);
        }
        return answer.path("ok").asBoolean() ? Aig.EXIT_DONE : Aig.EXIT_NO;
    }

    private static JsonNode ofFolder(Path folder) {
        try {
            return view(FolderAudit.of(folder.toAbsolutePath().normalize()));
        } catch (ConfigException unusable) {
            throw CommandFailure.no(String.valueOf(unusable.getMessage()));
        }
    }

    private static JsonNode view(FolderAudit audit) {
        ObjectNode view =
                Json.object()
                        .put("object", "ledger_verification")
                        .put("ok", audit.ok())
                        .put("records", audit.records())
                        .put("waiting_in_journal", audit.waiting())
                        .put("waiting_cents", audit.waitingCost().cents());
        ArrayNode damage = view.putArray("damage");
        audit.damage().forEach(damage::add);
        ArrayNode differences = view.putArray("differences");
        audit.differences().forEach(one -> differences.add(DifferenceViews.of(one)));
        return view;
    }

    private void print(JsonNode answer) {
        answer.path("damage").forEach(line -> shell.err().println("damaged: " + line.asText()));
        if (answer.path("waiting_in_journal").asLong() > 0) {
            shell.out()
                    .printf(
                            "%,d calls (%s) are in the journal; the next start records them.%n",
                            answer.path("waiting_in_journal").asLong(),
                            Dollars.ofCents(answer.path("waiting_cents"), DECIMALS));
        }
        List<JsonNode> differences = new ArrayList<>();
        answer.path("differences").forEach(differences::add);
        if (!differences.isEmpty()) {
            new Table(shell, COLUMNS).print(differences);
        }
        shell.out().println(verdict(answer, differences.size()));
    }

    private static String verdict(JsonNode answer, int differences) {
        String records = "%,d usage records".formatted(answer.path("records").asLong());
        if (answer.path("ok").asBoolean()) {
            return "Every counter is what its records add up to (" + records + ").";
        }
        long all = answer.path("differences_total").asLong(differences);
        return all == 0
                ? "The database is damaged; restore it from a backup (" + records + ")."
                : "%,d counters are not what their records add up to (%s).".formatted(all, records);
    }
}
