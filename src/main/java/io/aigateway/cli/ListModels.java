package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig models}: what the gateway can call, and what it costs. */
@Command(
        name = "models",
        description = "Lists the models that the gateway serves, with USD per million tokens.",
        footer = {
            "  aig models",
            "  aig models --provider anthropic",
            "  aig models --json | jq -r '.data[].id'"
        })
final class ListModels extends Verb {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("MODEL", "id"),
                    Column.text("PROVIDER", "owned_by"),
                    Column.count("CONTEXT", "context_window"),
                    Column.right("INPUT/M", model -> price(model, "input")),
                    Column.right("OUTPUT/M", model -> price(model, "output")));

    @Option(names = "--provider", paramLabel = "P", description = "Only this provider's models.")
    private String provider = "";

    @Mixin private JsonOption json = new JsonOption();

    ListModels(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        JsonNode answer = shell.gateway().get("/v1/models");
        List<JsonNode> all = Json.rows(answer);
        List<JsonNode> models = all.stream().filter(this::asked).toList();
        if (models.isEmpty() && !provider.isEmpty()) {
            throw noneOfThatProvider(all);
        }
        if (json.wanted()) {
            json.print(shell, list(models));
        } else {
            new Table(shell, COLUMNS).print(models);
        }
        return Aig.EXIT_DONE;
    }

    private boolean asked(JsonNode model) {
        return provider.isEmpty() || provider.equalsIgnoreCase(providerOf(model));
    }

    private CommandFailure noneOfThatProvider(List<JsonNode> models) {
        TreeSet<String> known = new TreeSet<>();
        models.forEach(model -> known.add(providerOf(model)));
        return CommandFailure.no(
                "no model of provider '"
                        + provider
                        + "'; providers with models: "
                        + String.join(", ", known));
    }

    private static String providerOf(JsonNode model) {
        return model.path("owned_by").asText("");
    }

    private static ObjectNode list(List<JsonNode> models) {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        models.forEach(data::add);
        return list;
    }

    private static String price(JsonNode model, String part) {
        JsonNode price = model.path("pricing").path(part);
        if (!price.isNumber()) {
            return "-";
        }
        return Dollars.exact(price.decimalValue());
    }
}
