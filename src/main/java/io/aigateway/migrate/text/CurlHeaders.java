package io.aigateway.migrate.text;

import io.aigateway.migrate.HeaderFate;
import io.aigateway.migrate.HeaderFates;
import io.aigateway.migrate.ModelIds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source's headers and models in the commands of scripts. */
final class CurlHeaders {

    private static final Pattern HEADER =
            Pattern.compile("(?:-H|--header)[ =]?([\"'])([A-Za-z0-9-]+):[ ]*([^\\n]*?)\\1");
    private static final Pattern MODEL =
            Pattern.compile("\\\\?\"model\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\\\s]+)\\\\?\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]+)\\}?");

    private final Edits edits;

    CurlHeaders(Edits edits) {
        this.edits = edits;
    }

    private record Header(Span argument, Span name, Span value) {}

    /** Looks at each command of a span that calls the source's API. */
    void propose(Span span) {
        for (Span command : Commands.in(edits.text(), span)) {
            boolean calls = calls(command);
            List<Header> headers = headers(command);
            for (Header header : headers) {
                String name = header.name.of(edits.text());
                boolean said = calls || (!stays(command) && isNamedByTheSource(name));
                HeaderFates.of(name, edits.migration().facts(), edits.migration().choices())
                        .filter(fate -> said)
                        .ifPresent(fate -> propose(header, fate, headers));
            }
            if (calls) {
                models(command);
            }
        }
    }

    /** Names its address, or hands over its key to an address that stands elsewhere. */
    private boolean calls(Span command) {
        return edits.urlsIn(command).stream().anyMatch(url -> url.manual() == null)
                || (!stays(command)
                        && command.of(edits.text()).contains("curl")
                        && !edits.variablesIn(command).isEmpty());
    }

    private boolean stays(Span command) {
        return !edits.urlsIn(command).isEmpty();
    }

    private boolean isNamedByTheSource(String header) {
        return header.toLowerCase(Locale.ROOT).contains(edits.migration().facts().source().word());
    }

    private void propose(Header header, HeaderFate fate, List<Header> all) {
        Span name = header.name;
        switch (fate.action()) {
            case KEEP -> {
                // The gateway understands it.
            }
            case BEARER -> bearer(header, all);
            case TAG -> edits.tag(name, fate);
            case REQUEST_ID ->
                    edits.rewritten(
                            "header", name.start(), name.end(), "x-request-id", "the id of a call");
            case DROP ->
                    edits.suggested(
                            "header", withBlanks(header), header.argument.end(), "", fate.why());
            case REPORT -> edits.manual("header", name.start(), name.end(), fate.why());
        }
    }

    /** The provider's key beside it has no reader any more: its place is taken by the gateway's. */
    private void bearer(Header header, List<Header> all) {
        Optional<Header> authorization =
                all.stream()
                        .filter(h -> h.name.of(edits.text()).equalsIgnoreCase("authorization"))
                        .findFirst();
        if (authorization.isEmpty()) {
            edits.rewritten(
                    "header",
                    header.name.start(),
                    header.name.end(),
                    "Authorization",
                    "the key is sent as Authorization: Bearer");
            int value = header.value.start();
            if (!edits.text().startsWith("Bearer ", value)) {
                edits.rewritten(
                        "header",
                        value,
                        value,
                        "Bearer ",
                        "the key is sent as Authorization: Bearer");
            }
            return;
        }
        Matcher variable = VARIABLE.matcher(authorization.get().value.of(edits.text()));
        if (variable.find()) {
            int at = authorization.get().value.start();
            edits.rewritten(
                    "header",
                    at + variable.start(1),
                    at + variable.end(1),
                    edits.migration().target().keyVariable(),
                    "the gateway's key; those of providers are the gateway's own matter");
            edits.rewritten(
                    "header",
                    withBlanks(header),
                    header.argument.end(),
                    "",
                    "the key stands in Authorization");
        } else {
            edits.manual(
                    "header",
                    header.name.start(),
                    header.name.end(),
                    "the gateway's key goes into Authorization, in place of the provider's; drop this header");
        }
    }

    private void models(Span command) {
        Matcher model = MODEL.matcher(edits.text()).region(command.start(), command.end());
        while (model.find()) {
            int start = model.start(1);
            int end = model.end(1);
            ModelIds.of(model.group(1), edits.migration())
                    .ifPresent(
                            fate -> {
                                String after = fate.after();
                                if (after == null) {
                                    edits.manual("model-id", start, end, fate.why());
                                } else {
                                    edits.rewritten("model-id", start, end, after, fate.why());
                                }
                            });
        }
    }

    private List<Header> headers(Span command) {
        Matcher matcher = HEADER.matcher(edits.text()).region(command.start(), command.end());
        Stream.Builder<Header> headers = Stream.builder();
        while (matcher.find()) {
            headers.add(
                    new Header(
                            new Span(matcher.start(), matcher.end()),
                            new Span(matcher.start(2), matcher.end(2)),
                            new Span(matcher.start(3), matcher.end(3))));
        }
        return headers.build().toList();
    }

    /** From the blanks before an argument on, also those of the line that goes on before it. */
    private int withBlanks(Header header) {
        int start = header.argument.start();
        while (start > 0 && " \t\r\n\\".indexOf(edits.text().charAt(start - 1)) >= 0) {
            start--;
        }
        return start;
    }
}
