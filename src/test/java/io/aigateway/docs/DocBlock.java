package io.aigateway.docs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page the path of the page, below the top folder
 * @param line the line of the fence, counted from 1
 * @param language the word behind the fence; empty when there is none
 * @param notes the comments that stand directly in front of the block, without their marks
 * @param text what is in it
 */
record DocBlock(String page, int line, String language, List<String> notes, String text) {

    private static final Pattern EXPECTED = Pattern.compile("expect (\\d{3})");

    /** Why the block is neither run nor checked; empty when it is. */
    String exemption() {
        return notes.stream()
                .filter(note -> note.startsWith("not run: ") || note.startsWith("not checked: "))
                .findFirst()
                .orElse("");
    }

    boolean isExempt() {
        return !exemption().isEmpty();
    }

    boolean has(String note) {
        return notes.contains(note);
    }

    /** The HTTP status that its last call must get; 200 stands for any success. */
    int expectedStatus() {
        return notes.stream()
                .map(EXPECTED::matcher)
                .filter(Matcher::matches)
                .map(match -> Integer.parseInt(match.group(1)))
                .findFirst()
                .orElse(200);
    }

    @Override
    public String toString() {
        return page + ":" + line + " (" + language + ")";
    }
}
