package io.aigateway.migrate.convert.litellm;

/**
 * Who serves a model.
 *
 * @param kind one of our shipped providers; empty when it is none
 * @param prefix LiteLLM's prefix, or what stands in for it
 * @param upstream what the provider calls the model
 * @param completions whether it is asked for plain completions
 * @param unspoken why it cannot be asked; empty when it can
 */
record Served(String kind, String prefix, String upstream, boolean completions, String unspoken) {

    /** It cannot be asked. */
    static Served not(String prefix, String upstream, String why) {
        return new Served("", prefix, upstream, false, why);
    }

    /** Whether the gateway speaks to its provider. */
    boolean isSpoken() {
        return unspoken.isEmpty();
    }
}
