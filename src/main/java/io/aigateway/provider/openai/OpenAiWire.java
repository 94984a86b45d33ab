package io.aigateway.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.Prefill;
import io.aigateway.catalog.Provider;
import io.aigateway.provider.GatewayFields;
import io.aigateway.provider.ModelLimitsOf;
import io.aigateway.provider.StreamTranslator;
import io.aigateway.provider.Translation;
import io.aigateway.provider.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The OpenAI wire. What differs from one compatible provider to the next is data in its row of
 * {@code providers.yaml}.
 */
public final class OpenAiWire implements WireFormat {

    /** Providers whose own field {@code reasoning} is. */
    private static final Set<String> TAKE_REASONING =
            Set.of("openrouter", "vercel", "requesty", "together");

    @Override
    public String path(Call call) {
        return call.request().api().path();
    }

    @Override
    public Translation request(Call call) {
        Candidate candidate = call.candidate();
        Provider provider = candidate.provider();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Set<String> dropped = new LinkedHashSet<>();
        call.request()
                .body()
                .properties()
                .forEach(field -> copy(field.getKey(), field.getValue(), body, candidate, dropped));
        boundOutput(call, candidate, body, dropped);
        body.put("model", provider.quirks().upstreamName(candidate.model().upstream()));
        askForUsage(call, provider, body);
        if (call.progress().unfinished() != null) {
            askToGoOn(provider.quirks().prefill(), body);
        }
        return new Translation(body, warnings(candidate, dropped));
    }

    /**
     * Under a spend cap the answer's length must have a bound, and it is the one that money was
     * held for.
     */
    private static void boundOutput(
            Call call, Candidate candidate, ObjectNode body, Set<String> dropped) {
        ObjectNode asked = call.request().body();
        boolean bounded =
                asked.hasNonNull("max_tokens") || asked.hasNonNull("max_completion_tokens");
        if (call.holds().capped() && !bounded && call.request().api() != Api.EMBEDDINGS) {
            long limit = WorstCase.outputLimit(asked, ModelLimitsOf.model(call, candidate.model()));
            copy(
                    "max_tokens",
                    JsonNodeFactory.instance.numberNode(limit),
                    body,
                    candidate,
                    dropped);
        }
    }

    private static void copy(
            String field,
            JsonNode value,
            ObjectNode body,
            Candidate candidate,
            Set<String> dropped) {
        if (GatewayFields.NAMES.contains(field) || field.equals("model")) {
            return;
        }
        Provider provider = candidate.provider();
        if (field.equals("reasoning") && !TAKE_REASONING.contains(provider.id())) {
            copyReasoning(value, body, candidate, dropped);
            return;
        }
        String name = provider.quirks().rename().getOrDefault(field, field);
        boolean taken =
                provider.quirks().accept().isEmpty() || provider.quirks().accept().contains(name);
        if (candidate.model().unsupported().contains(field)
                || provider.quirks().drop().contains(field)
                || !taken) {
            dropped.add(field);
        } else if (field.equals("metadata")) {
            copyMetadata(value, body);
        } else if (!body.has(name) || name.equals(field)) {
            body.set(name, value);
        }
    }

    /** OpenRouter's object, of which OpenAI's format knows the effort alone. */
    private static void copyReasoning(
            JsonNode reasoning, ObjectNode body, Candidate candidate, Set<String> dropped) {
        JsonNode effort = reasoning.path("effort");
        if (effort.isTextual() && !body.has("reasoning_effort")) {
            copy("reasoning_effort", effort, body, candidate, dropped);
        } else if (!reasoning.isNull()) {
            dropped.add("reasoning");
        }
    }

    /** Tags are for the gateway; providers refuse metadata whose values are not plain texts. */
    private static void copyMetadata(JsonNode metadata, ObjectNode body) {
        if (metadata instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .filter(entry -> !entry.getKey().equals("tags"))
                    .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
            if (!kept.isEmpty()) {
                body.set("metadata", kept);
            }
        }
    }

    /** A stream's usage is needed for the bill whether or not the caller wants to see it. */
    private static void askForUsage(Call call, Provider provider, ObjectNode body) {
        if (!call.request().stream() || call.request().api() == Api.EMBEDDINGS) {
            return;
        }
        if (provider.quirks().streamUsage()) {
            ObjectNode options = JsonNodeFactory.instance.objectNode();
            if (body.path("stream_options") instanceof ObjectNode given) {
                options.setAll(given);
            }
            body.set("stream_options", options.put("include_usage", true));
        } else {
            body.remove("stream_options");
        }
    }

    /** The last message is the start of the answer. */
    private static void askToGoOn(Prefill prefill, ObjectNode body) {
        switch (prefill) {
            case PREFIX, PARTIAL -> flagLastMessage(prefill.text(), body);
            case CONTINUE ->
                    body.put("continue_final_message", true).put("add_generation_prompt", false);
            case MESSAGE, OFF -> {}
        }
    }

    private static void flagLastMessage(String flag, ObjectNode body) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        body.path("messages").forEach(messages::add);
        int last = messages.size() - 1;
        if (messages.path(last) instanceof ObjectNode start) {
            messages.set(last, start.deepCopy().put(flag, true));
        }
        body.set("messages", messages);
    }

    private static List<String> warnings(Candidate candidate, Set<String> dropped) {
        List<String> warnings = new ArrayList<>();
        if (!dropped.isEmpty()) {
            warnings.add(
                    candidate.model().id()
                            + " does not take "
                            + String.join(", ", dropped)
                            + ": left out");
        }
        return warnings;
    }

    @Override
    public ObjectNode reply(Call call, ObjectNode upstream) {
        OpenAiAnswers.normalise(upstream, call.request().api(), false);
        return upstream;
    }

    @Override
    public StreamTranslator stream(Call call) {
        return new OpenAiStream(call.request().api());
    }
}
