package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig budget create}. */
@Command(
        name = "create",
        description = "Makes a budget: a hard cap for a tag, key, sub-account, provider or all.",
        footer = {
            "  aig budget create --tag checkout --cap 5000",
            "  aig budget create --key key_4fT9sQ --cap 100 --period day",
            "  aig budget create --account --cap 100000 --period total"
        })
final class CreateBudget extends Verb {

    @ArgGroup(exclusive = true, multiplicity = "1")
    private BudgetScope scope = new BudgetScope();

    @Option(
            names = {"--cap", "--cap-cents"},
            paramLabel = "CENTS",
            converter = WholeCents.class,
            required = true,
            description = "The most that may be spent in a period, in US cents.")
    private long cap;

    @Option(
            names = "--period",
            paramLabel = "P",
            defaultValue = "month",
            description =
                    "When it starts anew: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private CapPeriod period = CapPeriod.MONTH;

    @Mixin private JsonOption json = new JsonOption();

    CreateBudget(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        scope.addTo(body);
        body.put("cap_cents", cap).put("period", period.toString());
        JsonNode answer = shell.gateway().post(Budgets.BUDGETS.path(), body);
        if (json.wanted()) {
            json.print(shell, answer);
        } else {
            FieldList.print(shell, answer);
        }
        return Aig.EXIT_DONE;
    }
}
