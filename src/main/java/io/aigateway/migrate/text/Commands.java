package io.aigateway.migrate.text;

import java.util.List;
import java.util.stream.Stream;

/** The commands of a script: lines, each with those that it goes on in. */
final class Commands {

    private Commands() {}

    /**
     * The commands that go on calling the source, because nothing here is its equal: they keep the
     * source's key, for ours must not be sent there.
     */
    static List<Span> staying(Edits edits, Span span) {
        return in(edits.text(), span).stream()
                .filter(command -> !edits.urlsIn(command).isEmpty())
                .filter(
                        command ->
                                edits.urlsIn(command).stream()
                                        .allMatch(url -> url.manual() != null && !url.local()))
                .toList();
    }

    /** All of a span; comments are none. */
    static List<Span> in(String text, Span span) {
        Stream.Builder<Span> commands = Stream.builder();
        int start = span.start();
        char quote = 0;
        for (int at = span.start(); at < span.end(); at++) {
            char c = text.charAt(at);
            boolean escaped = at > 0 && text.charAt(at - 1) == '\\';
            boolean goesOn =
                    quote != 0 || escaped || text.startsWith("\\\r\n", at - 2 < 0 ? at : at - 2);
            if (c == '\n' && !goesOn) {
                commands.add(new Span(start, at));
                start = at + 1;
            } else if (quote != 0) {
                quote = c == quote && !(escaped && quote == '"') ? 0 : quote;
            } else if ((c == '"' || c == '\'') && !escaped) {
                quote = c;
            } else if (c == '#' && (at == start || Character.isWhitespace(text.charAt(at - 1)))) {
                int end = text.indexOf('\n', at);
                at = end < 0 || end > span.end() ? span.end() : end - 1;
            }
        }
        commands.add(new Span(start, span.end()));
        return commands.build()
                .filter(one -> !one.of(text).stripLeading().startsWith("#"))
                .toList();
    }
}
