package io.aigateway.sdk;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A client library as its users meet it: it streams one answer, and tells what it was told. */
interface Sdk {

    /** The heading of its column in the table of {@code docs/faults.md}. */
    String column();

    /** Asks for a stream, with the settings that the library has by itself. */
    Heard ask(Question question);

    /**
     * One call.
     *
     * @param baseUrl where to, with {@code /v1}
     * @param key the key it is sent with
     * @param model the model it asks
     * @param tools whether a tool is offered, which the model then calls
     */
    record Question(String baseUrl, String key, String model, boolean tools) {}

    /**
     * What became of it.
     *
     * @param text the text, or the arguments of the tool, that came before the end
     * @param raised the simple name of the error's class, and of its cause when the class says
     *     nothing of its own; null when the library took the answer as whole
     */
    record Heard(String text, @Nullable String raised) {

        static Heard whole(CharSequence text) {
            return new Heard(text.toString(), null);
        }

        static Heard failed(CharSequence text, Throwable error) {
            String name = error.getClass().getSimpleName();
            boolean wraps = error instanceof CompletionException && error.getCause() != null;
            String cause = wraps ? ": " + error.getCause().getClass().getSimpleName() : "";
            return new Heard(text.toString(), name + cause);
        }
    }
}
