package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
            "  aig budget create --sub-account sa_9xQ2 --tag batch --cap 500",
            "  aig budget create --provider openai --cap 100000",
            "  aig budget create --account --cap 100000 --period total"
        })
final class CreateBudget extends Verb {

    @Mixin private BudgetScope scope = new BudgetScope();

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
        if (!scope.isOne()) {
            throw wrongUsage(
                    "give one of --tag, --key, --sub-account, --provider and --account, or --tag"
                            + " with --sub-account");
        }
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
