package io.aigateway.provider;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why an answer ended: the words of all providers, and OpenAI's word for each. */
public final class FinishReasons {

    /** The answer is whole. */
    public static final String STOP = "stop";

    /** The output limit or the context window was reached. */
    public static final String LENGTH = "length";

    /** The model asks for tools to be run. */
    public static final String TOOL_CALLS = "tool_calls";

    /** The provider withheld the answer. */
    public static final String CONTENT_FILTER = "content_filter";

    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        know(STOP, "stop", "eos", "end_turn", "stop_sequence", "pause_turn", "complete");
        know(STOP, "finished");
        know(LENGTH, "length", "max_tokens", "model_length", "model_context_window_exceeded");
        know(TOOL_CALLS, "tool_calls", "tool_use", "tool_call", "function_call");
        know(CONTENT_FILTER, "content_filter", "content_filtered", "guardrail_intervened");
        know(CONTENT_FILTER, "refusal", "safety", "blocklist", "prohibited_content", "spii");
        know(CONTENT_FILTER, "recitation", "language", "image_safety");
    }

    private FinishReasons() {}

    /**
     * OpenAI's word. A reason nobody has heard of is a {@code stop}: new words appear before the
     * documentation, and the text that came with them is whole.
     */
    public static String toOpenAi(String reason) {
        return KNOWN.getOrDefault(lower(reason), STOP);
    }

    /** Whether the word says that the provider itself failed rather than that the answer ended. */
    public static boolean isFailure(@Nullable String reason) {
        if (reason == null) {
            return false;
        }
        String word = lower(reason);
        return word.equals("error")
                || word.equals("timeout")
                || word.equals("insufficient_system_resource")
                || word.startsWith("malformed_model")
                || word.startsWith("malformed_tool");
    }

    private static String lower(String reason) {
        return reason.toLowerCase(Locale.ROOT);
    }

    private static void know(String openAi, String... words) {
        for (String word : words) {
            KNOWN.put(word, openAi);
        }
    }
}
