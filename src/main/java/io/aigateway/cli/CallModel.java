package io.aigateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aig call}: one question to one model. */
@Command(
        name = "call",
        description = "Asks a model and prints its answer as it comes.",
        footer = {
            "  aig call openai/gpt-5.4 \"Why is the sky blue?\"",
            "  aig call demo/echo hello --tag try-out",
            "  aig call fast \"One word for joy\" --no-stream --max-tokens 20"
        })
final class CallModel extends Verb {

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model; 'aig models' lists them.")
    private String model = "";

    @Parameters(index = "1", paramLabel = "PROMPT", description = "What to ask, in quotes.")
    private String prompt = "";

    @Option(
            names = "--stream",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Print the answer as it comes, or at the end (default: as it comes).")
    private boolean stream;

    @Option(names = "--tag", paramLabel = "T", description = "What to count the cost under.")
    private String tag = "";

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "The longest answer, in tokens.")
    private @Nullable Integer maxTokens;

    CallModel(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        refuseNonsense();
        GatewayApi gateway = shell.gateway();
        ChatPrinter printer = new ChatPrinter(shell);
        HttpResponse<InputStream> response = gateway.chat(body(), tag);
        if (!isStream(response)) {
            printer.print(gateway.json(response));
            return Aig.EXIT_DONE;
        }
        try (InputStream body = response.body()) {
            printer.print(new EventStream(body));
        } catch (IOException e) {
            throw gateway.broken(e);
        }
        return Aig.EXIT_DONE;
    }

    private void refuseNonsense() {
        if (maxTokens != null && maxTokens < 1) {
            throw wrongUsage("--max-tokens must be at least 1, but was " + maxTokens);
        }
        if (!tag.matches("[\\x20-\\x7E]*")) {
            throw wrongUsage("--tag travels in an HTTP header and takes plain ASCII only");
        }
    }

    private ObjectNode body() {
        ObjectNode body = Json.object().put("model", model).put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        if (maxTokens != null) {
            body.put("max_tokens", maxTokens);
        }
        return body;
    }

    private static boolean isStream(HttpResponse<InputStream> response) {
        return response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .startsWith("text/event-stream");
    }
}
