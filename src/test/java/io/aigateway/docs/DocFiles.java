package io.aigateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pages of the documentation and their blocks. */
final class DocFiles {

    /** Written by a script that really ran: a transcript, whose commands cannot be run again. */
    static final String TRANSCRIPT = "docs/first-call.md";

    private static final String FENCE = "```";

    private DocFiles() {}

    /** Every page: those of the top folder, and those below {@code docs}. */
    static List<Path> pages() {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every block of every page but the transcript. */
    static List<DocBlock> blocks() {
        return pages().stream()
                .filter(page -> !page.equals(Path.of(TRANSCRIPT)))
                .flatMap(page -> blocksOf(page).stream())
                .toList();
    }

    /** The blocks in some languages that are to be run or checked. */
    static List<DocBlock> blocks(String... languages) {
        Set<String> wanted = Set.copyOf(Arrays.asList(languages));
        return blocks().stream()
                .filter(block -> wanted.contains(block.language()) && !block.isExempt())
                .toList();
    }

    static List<DocBlock> blocksOf(Path page) {
        List<DocBlock> blocks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> lines = lines(page);
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.startsWith(FENCE)) {
                int end = endOf(lines, at);
                String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
                String language = line.substring(FENCE.length());
                blocks.add(
                        new DocBlock(
                                page.toString().replace('\\', '/'),
                                at + 1,
                                language,
                                List.copyOf(notes),
                                text));
                at = end;
                notes.clear();
            } else if (line.startsWith("<!--") && line.endsWith("-->")) {
                notes.add(line.substring(4, line.length() - 3).strip());
            } else if (!line.isEmpty()) {
                notes.clear();
            }
        }
        return blocks;
    }

    private static int endOf(List<String> lines, int start) {
        for (int at = start + 1; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(FENCE)) {
                return at;
            }
        }
        throw new IllegalStateException("a block is not closed, from line " + (start + 1));
    }

    static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
