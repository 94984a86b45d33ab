package io.aigateway.migrate.text;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of a script: lines, each with those that it goes on in. */
final class Commands {

    private Commands() {}

    /** What a command begins with that names all that it sends. */
    private static final Pattern PLAIN = Pattern.compile("(?s)[\\s@-]*(curl|wget|http|https)\\s.*");

    /**
     * The commands that go on calling the source, because nothing here is its equal: they keep the
     * source's key, for ours must not be sent there.
     */
    static List<Span> staying(Edits edits, Span span) {
        SourceFacts facts = edits.migration().facts();
        return in(edits.text(), span).stream()
                .filter(
                        command ->
                                edits.urlsIn(command).stream()
                                        .filter(url -> !edits.migration().names().keeps(url.host()))
                                        .anyMatch(
                                                url ->
                                                        StayingCalls.stays(
                                                                url, edits.file(), facts)))
                .toList();
    }

    /**
     * Tells of those commands that send a key which they do not name themselves: it may come from
     * any variable of the file, or from outside.
     */
    static void survey(SourceFile file, Span span, EnvironmentSurvey survey, SourceFacts facts) {
        for (Span command : in(file.text(), span)) {
            String code = command.of(file.text());
            List<ApiUrl> urls =
                    ApiUrl.in(code, facts).stream()
                            .filter(url -> StayingCalls.stays(url, file, facts))
                            .toList();
            if (!urls.isEmpty() && sendsAnotherKey(code, facts)) {
                Set<String> keys = StayingCalls.keysIn(file.text(), facts);
                urls.forEach(
                        url -> survey.stays(file, command.start() + url.start(), url.host(), keys));
            }
        }
    }

    private static boolean sendsAnotherKey(String code, SourceFacts facts) {
        boolean own =
                !StayingCalls.keysIn(code, facts).isEmpty() || !Secrets.in(code, facts).isEmpty();
        boolean keyless =
                PLAIN.matcher(code).matches()
                        && !StayingCalls.sendsAKey(code)
                        && !code.contains("$")
                        && !code.matches("(?s).*\\s(-H|--header|-u|--user|-K|--config)\\b.*");
        return !own && !keyless;
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
