package io.aigateway.migrate.text;

import io.aigateway.migrate.ApiUrl;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The base URL of Spring AI's OpenAI client: 1.x appends {@code /v1/chat/completions} to it, 2.x
 * appends {@code /chat/completions}.
 */
final class SpringAi {

    private static final Pattern KEY =
            Pattern.compile("spring\\.ai\\.openai\\.([a-z]+\\.)?base-?url");

    private SpringAi() {}

    /** Whether a setting is this base URL. */
    static boolean takes(Scalar scalar) {
        String dotted = scalar.path().replaceFirst("^/(#\\d+/)?", "").replace('/', '.');
        return KEY.matcher(dotted.toLowerCase(Locale.ROOT)).matches();
    }

    /** Moves the URL, with or without {@code /v1} as the version in the tree wants it. */
    static void propose(Edits edits, Scalar scalar) {
        Optional<String> version = edits.migration().names().version("spring-ai");
        for (ApiUrl url : edits.urlsIn(scalar.span())) {
            if (version.isEmpty() && url.local()) {
                edits.manual(
                        "base-url",
                        url.start(),
                        url.end(),
                        "which version of Spring AI is used is not known here: 1.x wants the address without /v1, 2.x with it");
            } else {
                boolean root = version.map(v -> v.startsWith("1.")).orElse(url.root());
                edits.rewritten(
                        "base-url",
                        url.start(),
                        url.end(),
                        root
                                ? edits.migration().target().root()
                                : edits.migration().target().baseUrl(),
                        root
                                ? "the gateway's address; Spring AI 1.x appends /v1 itself"
                                : "the gateway's base URL");
            }
        }
    }
}
