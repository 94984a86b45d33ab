package io.aigateway.catalog;

import io.aigateway.config.Spelling;
import java.util.Set;

/** The words that say what a model can do. */
public final class Capability {

    /** Answers chat completions. */
    public static final String CHAT = "chat";

    /** Answers plain completions. */
    public static final String COMPLETIONS = "completions";

    /** Makes embeddings. */
    public static final String EMBEDDINGS = "embeddings";

    /** Every word that may be used. */
    public static final Set<String> ALL =
            Set.of(
                    CHAT,
                    COMPLETIONS,
                    EMBEDDINGS,
                    "tools",
                    "vision",
                    "audio",
                    "video",
                    "pdf",
                    "json-schema",
                    "reasoning");

    private Capability() {}

    /** Throws an {@link IllegalArgumentException} that names the nearest word. */
    static void requireKnown(String word) {
        if (!ALL.contains(word)) {
            throw new IllegalArgumentException(
                    "capabilities hold '%s'; %s"
                            .formatted(word, Spelling.advice(word, "capabilities", ALL)));
        }
    }
}
