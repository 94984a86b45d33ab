package io.aigateway.budget;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the tokens of a model are estimated: with which of OpenAI's vocabularies, and how much is
 * added because it is not the model's own.
 *
 * <p>GPT-4o and everything later or unknown counts as {@code o200k_base}; GPT-4, GPT-3.5 and the
 * text embeddings as {@code cl100k_base}. OpenAI's own models are counted exactly, Claude's with 33
 * % added (50 % from Opus 4.7 on, which has a finer vocabulary), all others with 15 %. Recorded
 * answers of 2025 and 2026 were 28 % above for Claude, 36 % for its newest, and 1 to 3 % above for
 * Llama, Qwen, DeepSeek, Mistral and Grok.
 *
 * @param model the upstream's model name, without a provider
 * @param encoding the vocabulary
 * @param percent what a counted token stands for; 100 is itself
 * @param toolPrompt tokens that the provider itself adds as soon as there are tools
 * @param chatPrompt tokens that the model's own template adds to a conversation
 * @param toolCall tokens that the model writes around a call of a tool
 * @param answer tokens that it writes around an answer
 */
public record Tokenizer(
        String model,
        EncodingType encoding,
        int percent,
        int toolPrompt,
        int chatPrompt,
        int toolCall,
        int answer) {

    private static final int EXACT = 100;
    private static final int CLAUDE = 133;
    private static final int NEWER_CLAUDE = 150;
    private static final int OTHER = 115;

    /**
     * Anthropic adds a system prompt of 264 to 530 tokens to a request with tools, by model
     * (platform.claude.com, "Tool use"); rounded up for models to come.
     */
    private static final int CLAUDE_TOOL_PROMPT = 700;

    /**
     * Open models come with a template that may say "You are a helpful assistant" or the date where
     * nobody wrote a system prompt: 21 tokens were seen.
     */
    private static final int TEMPLATE = 25;

    private static final int TOOL_CALL = 30;
    private static final int ANSWER = 12;
    private static final int ANSWER_OF_OPENAI = 1;
    private static final int CLAUDE_TOOL_CALL = 60;

    private static final Pattern NEWER_CLAUDES =
            Pattern.compile(".*claude-(opus-4[.-][789]|(opus|sonnet|haiku|fable)-[5-9]).*");

    private static final Pattern OLDER_OPENAI =
            Pattern.compile("(gpt-4|gpt-4-.*|gpt-3\\.5.*|gpt-35.*|text-embedding-.*)");
    private static final Pattern OPENAI =
            Pattern.compile("(gpt-.*|chatgpt-.*|o[1-9](-.*)?|text-embedding-.*|codex-.*)");

    /**
     * The estimate for a model.
     *
     * @param wire the wire format of its provider, such as {@code openai} or {@code anthropic}
     * @param model the upstream's model name; what comes before the last slash is ignored
     */
    public static Tokenizer of(String wire, String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean older = OLDER_OPENAI.matcher(name).matches();
        boolean claude = wire.equals("anthropic") || name.contains("claude");
        boolean openAi = OPENAI.matcher(name).matches();
        boolean open = wire.equals("openai") && !openAi && !claude;
        return new Tokenizer(
                name,
                older ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE,
                claude ? percentOfClaude(name) : openAi ? EXACT : OTHER,
                claude ? CLAUDE_TOOL_PROMPT : 0,
                open ? TEMPLATE : 0,
                claude ? CLAUDE_TOOL_CALL : TOOL_CALL,
                openAi ? ANSWER_OF_OPENAI : ANSWER);
    }

    /** Counted tokens with what is added to them, rounded up. */
    long scaled(long tokens) {
        return (tokens * percent + EXACT - 1) / EXACT;
    }

    private static int percentOfClaude(String name) {
        return NEWER_CLAUDES.matcher(name).matches() ? NEWER_CLAUDE : CLAUDE;
    }
}
