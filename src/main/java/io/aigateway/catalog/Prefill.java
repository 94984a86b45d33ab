package io.aigateway.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a provider of OpenAI's wire is asked to go on with an answer that has begun, which stands as
 * the last message of the conversation. The forms are those of the providers' own documentation.
 */
public enum Prefill {
    /** It cannot be asked that: it would begin a new answer. */
    OFF,
    /** The message alone is enough: llama.cpp. */
    MESSAGE,
    /** The message carries {@code "prefix": true}: Mistral, DeepSeek's beta. */
    PREFIX,
    /** The message carries {@code "partial": true}: Moonshot. */
    PARTIAL,
    /** The request carries {@code "continue_final_message": true}: vLLM. */
    CONTINUE;

    /** In a model's list of what it does not take. */
    private static final String NAME = "prefill";

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    static Prefill of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be one of "
                                                + String.join(", ", texts())
                                                + ", but was '"
                                                + text
                                                + "'"));
    }

    /** Whether a model can be given the start of its answer, to go on from there. */
    public static boolean isTaken(Model model, Provider provider) {
        if (model.unsupported().contains(NAME)) {
            return false;
        }
        return switch (provider.wire()) {
            case ANTHROPIC -> ClaudeModels.goesOn(model.upstream());
            case OPENAI -> provider.quirks().prefill() != OFF;
            default -> false;
        };
    }

    /** The word for it in {@code providers.yaml}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> texts() {
        return Arrays.stream(values()).map(Prefill::text).toList();
    }
}
