package io.aigateway.migrate;

import io.aigateway.config.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is left behind. */
public enum Source {
    LITELLM,
    OPENROUTER,
    PORTKEY,
    HELICONE,
    TOGETHER,
    REPLICATE,
    FIREWORKS,
    REQUESTY;

    /** As it is typed and as its files are called. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The source of this word, in any case.
     *
     * @throws IllegalArgumentException when there is none; the message names the nearest
     */
    public static Source named(String word) {
        return Arrays.stream(values())
                .filter(source -> source.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no source '%s'; %s"
                                                .formatted(
                                                        word,
                                                        Spelling.advice(
                                                                word, "sources", words()))));
    }

    /** The words of all sources. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Source::word).toList();
    }
}
