package io.aigateway.compat;

import io.aigateway.call.WireHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of other gateways, by what their names begin with. */
enum HeaderWords {
    LITELLM("x-litellm-"),
    OPENROUTER("x-openrouter-"),
    OPENROUTER_OLD("x-or-"),
    TITLE("x-title"),
    PORTKEY("x-portkey-"),
    HELICONE("helicone-"),
    REQUESTY("x-requesty-"),
    PATH("x-aig-path-");

    private static final HeaderWords[] ALL = values();

    private final String start;

    HeaderWords(String start) {
        this.start = start;
    }

    /** Whose a header is, by its name in lower case; null for one of nobody's. */
    static @Nullable HeaderWords of(String name) {
        char letter = name.charAt(0);
        if (letter != 'x' && letter != 'h') {
            return null;
        }
        for (HeaderWords one : ALL) {
            if (name.startsWith(one.start)) {
                return one;
            }
        }
        return null;
    }

    /** Takes what one header says. */
    void read(String name, WireHeaders headers, Draft draft, Shares shares) {
        String value = headers.get(name);
        if (value == null) {
            return;
        }
        String rest = name.substring(start.length());
        switch (this) {
            case LITELLM -> LiteLlmWords.header(rest, value, draft);
            case OPENROUTER, OPENROUTER_OLD, TITLE -> OpenRouterWords.header(name, value, draft);
            case PORTKEY -> PortkeyWords.header(rest, headers, value, draft, shares);
            case HELICONE -> HeliconeWords.header(rest, value, draft);
            case REQUESTY -> draft.property(rest, value);
            case PATH -> PathWords.header(rest, value, draft);
        }
    }
}
