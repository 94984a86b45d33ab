package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Estimates how many tokens a request will count as, before it is sent.
 *
 * <p>The estimate is meant to be at least the real number: messages are counted with what providers
 * put around them, tools as their whole JSON, pictures, sound and files by published upper bounds
 * ({@link PictureTokens}, {@link PartTokens}), and what is not known as the JSON it is. Keep one
 * for the process: it holds the vocabularies.
 */
public final class TokenCounter {

    private static final int AROUND_A_MESSAGE = 4;
    private static final int AROUND_A_NAME = 1;
    private static final int AROUND_A_TOOL = 12;
    private static final int START_OF_THE_ANSWER = 3;

    /** The parts of a request that a provider reads as a prompt, beside its messages. */
    private static final Set<String> ALSO_READ =
            Set.of("system", "instructions", "response_format", "prediction", "text", "functions");

    private static final Set<String> NOT_READ = Set.of("role", "content", "name", "cache_control");

    private final TextTokens texts = new TextTokens();

    /**
     * Loads the vocabulary of current models and counts a little, so that the first call does not
     * wait for it.
     */
    public void warmUp() {
        ofText("The first call must not wait.", Tokenizer.of("openai", "gpt-4o"));
    }

    /** The tokens of text alone, such as what was delivered of an answer that broke off. */
    public long ofText(String text, Tokenizer tokenizer) {
        PromptTally tally = new PromptTally(texts, tokenizer);
        tally.addText(text);
        return tally.total();
    }

    /** A request with {@code messages}, or with the {@code input} of the Responses format. */
    public PromptSize ofChat(ObjectNode request, Tokenizer tokenizer) {
        PromptTally tally = new PromptTally(texts, tokenizer);
        tally.addFixed(START_OF_THE_ANSWER + tokenizer.chatPrompt());
        addMessages(request.path("messages"), tally);
        addMessages(request.path("input"), tally);
        ALSO_READ.forEach(field -> addContent(request.path(field), tally));
        addTools(request.path("tools"), tally);
        return sizeOf(request, tally);
    }

    /** An embeddings request: {@code input} is text, tokens, or a list of either. */
    public PromptSize ofEmbeddings(ObjectNode request, Tokenizer tokenizer) {
        PromptTally tally = new PromptTally(texts, tokenizer);
        addTextOrTokens(request.path("input"), tally);
        return sizeOf(request, tally);
    }

    /** A completion of the old format: {@code prompt} is text, tokens, or a list of either. */
    public PromptSize ofCompletion(ObjectNode request, Tokenizer tokenizer) {
        PromptTally tally = new PromptTally(texts, tokenizer);
        addTextOrTokens(request.path("prompt"), tally);
        addContent(request.path("suffix"), tally);
        return sizeOf(request, tally);
    }

    private static void addMessages(JsonNode messages, PromptTally tally) {
        if (!messages.isArray()) {
            addContent(messages, tally);
            return;
        }
        for (JsonNode message : messages) {
            tally.addFixed(AROUND_A_MESSAGE);
            addContent(message.path("content"), tally);
            if (message.has("name")) {
                tally.addFixed(AROUND_A_NAME);
                tally.addJson(message.path("name"));
            }
            addOtherFields(message, tally);
        }
    }

    private static void addOtherFields(JsonNode message, PromptTally tally) {
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            if (!NOT_READ.contains(field.getKey()) && !field.getValue().isNull()) {
                tally.addJson(field.getValue());
            }
        }
    }

    private static void addContent(JsonNode content, PromptTally tally) {
        if (content.isArray()) {
            content.forEach(part -> addPart(part, tally));
        } else if (!content.isMissingNode() && !content.isNull()) {
            tally.addJson(content);
        }
    }

    private static void addPart(JsonNode part, PromptTally tally) {
        switch (part.path("type").asText()) {
            case "text", "input_text", "output_text" -> tally.addJson(part.path("text"));
            case "image_url", "input_image", "image" ->
                    tally.addImage(PictureTokens.of(part, tally.tokenizer().model()));
            case "input_audio" -> tally.addAudio(PartTokens.audio(part));
            case "file", "input_file", "document" -> tally.addFixed(PartTokens.file(part));
            default -> tally.addJson(part);
        }
    }

    private static void addTools(JsonNode tools, PromptTally tally) {
        if (tools.isEmpty()) {
            return;
        }
        tally.addFixed(tally.tokenizer().toolPrompt());
        for (JsonNode tool : tools) {
            tally.addFixed(AROUND_A_TOOL);
            tally.addJson(tool);
        }
    }

    private static void addTextOrTokens(JsonNode input, PromptTally tally) {
        if (input.isNumber()) {
            tally.addFixed(1);
        } else if (input.isArray()) {
            input.forEach(element -> addTextOrTokens(element, tally));
        } else {
            addContent(input, tally);
        }
    }

    private static PromptSize sizeOf(ObjectNode request, PromptTally tally) {
        PromptSize.CacheWrites writes = PromptSize.CacheWrites.NONE;
        for (JsonNode control : request.findValues("cache_control")) {
            if (!control.isNull()) {
                boolean hour = "1h".equals(control.path("ttl").asText());
                writes =
                        hour || writes == PromptSize.CacheWrites.LONG
                                ? PromptSize.CacheWrites.LONG
                                : PromptSize.CacheWrites.SHORT;
            }
        }
        return tally.size(writes);
    }
}
