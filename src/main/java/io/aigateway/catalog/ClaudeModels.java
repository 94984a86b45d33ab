package io.aigateway.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the generations of Claude differ in, told from their names. */
public final class ClaudeModels {

    private static final Pattern NAME = Pattern.compile("claude-.*");
    private static final Pattern BEFORE_4_6 =
            Pattern.compile("claude-3.*|claude-[a-z]+-4([-.][0-5])?(-20\\d{6})?");

    private ClaudeModels() {}

    /**
     * True for Claude 4.5 and older: asked to think by a budget of tokens, where newer ones are
     * asked by effort.
     */
    public static boolean isBefore46(String upstream) {
        return BEFORE_4_6.matcher(upstream).matches();
    }

    /**
     * True for a model that goes on with an answer it is given the start of. Claude 4.6 and newer
     * refuse that with a 400; whoever else speaks Anthropic's wire is taken to follow it.
     */
    static boolean goesOn(String upstream) {
        Matcher name = NAME.matcher(upstream);
        return !name.find() || isBefore46(name.group());
    }
}
