package io.aigateway.migrate.text;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.HeaderFate;
import io.aigateway.migrate.HeaderFates;
import io.aigateway.migrate.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The source's headers where a configuration lists headers. */
final class ConfigHeaders {

    private static final Pattern HOLDERS =
            Pattern.compile("(?i)(.*[_.-])?(default|extra|custom|request|http)?[_.-]?headers?");

    private final Edits edits;
    private final List<Scalar> scalars;

    ConfigHeaders(Edits edits, List<Scalar> scalars) {
        this.edits = edits;
        this.scalars = scalars;
    }

    /** Proposes what becomes of a header, when a name is one. */
    void propose(Scalar key) {
        String holder = key.parent().substring(key.parent().lastIndexOf('/') + 1);
        if (!HOLDERS.matcher(holder).matches()) {
            return;
        }
        HeaderFates.of(key.name(), edits.migration().facts(), edits.migration().choices())
                .ifPresent(fate -> propose(key, fate));
    }

    private void propose(Scalar key, HeaderFate fate) {
        Span name = key.inner(edits.text());
        switch (fate.action()) {
            case KEEP -> {
                // The gateway understands it.
            }
            case BEARER -> bearer(key, name);
            case TAG -> edits.tag(name, fate);
            case REQUEST_ID ->
                    edits.add(Tier.REWRITTEN, "header", name, "x-request-id", "the id of a call");
            case DROP -> drop(key, fate);
            case REPORT -> edits.manual("header", name.start(), name.end(), fate.why());
        }
    }

    private void bearer(Scalar key, Span name) {
        boolean taken =
                scalars.stream()
                        .anyMatch(
                                other ->
                                        other.key()
                                                && other.parent().equals(key.parent())
                                                && other.name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .equals("authorization"));
        Optional<Scalar> value =
                scalars.stream().filter(s -> !s.key() && s.path().equals(key.path())).findFirst();
        if (taken || value.isEmpty()) {
            edits.manual(
                    "header",
                    name.start(),
                    name.end(),
                    "the gateway's key goes into Authorization, in place of the provider's; drop this header");
            return;
        }
        edits.rewritten(
                "header",
                name.start(),
                name.end(),
                "Authorization",
                "the key is sent as Authorization: Bearer");
        int inner = value.get().inner(edits.text()).start();
        if (!edits.text().startsWith("Bearer ", inner)) {
            edits.rewritten(
                    "header", inner, inner, "Bearer ", "the key is sent as Authorization: Bearer");
        }
    }

    /** A line that holds the header and nothing else is taken out. */
    private void drop(Scalar key, HeaderFate fate) {
        Optional<Scalar> value =
                scalars.stream().filter(s -> !s.key() && s.path().equals(key.path())).findFirst();
        int start = edits.text().lastIndexOf('\n', Math.max(0, key.start() - 1)) + 1;
        int newline = value.isEmpty() ? -1 : edits.text().indexOf('\n', value.get().end());
        boolean alone =
                newline > 0
                        && edits.file().kind() != FileKind.JSON
                        && edits.text().substring(start, key.start()).isBlank()
                        && edits.text().substring(value.get().end(), newline).isBlank();
        if (alone) {
            edits.suggested("header", start, newline + 1, "", fate.why());
        } else {
            edits.manual("header", key.start(), key.end(), "may be taken out: " + fate.why());
        }
    }
}
