package io.aigateway.migrate.code;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.HeaderFate;
import io.aigateway.migrate.HeaderFates;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.HeaderPlaces.Place;
import io.aigateway.migrate.code.Literal.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Headers of the source, where a program sets or reads them. */
final class HeaderRule implements Rule {

    private static final String RULE = "header";
    private static final String GUIDE = "headers";

    @Override
    public void apply(Look look) {
        List<Place> places = HeaderPlaces.in(look.program());
        List<Call> staying = staying(look);
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            if (staying.stream().noneMatch(call -> call.node().holds(place.name().node()))) {
                fate(look, place.name()).ifPresent(fate -> propose(look, place, fate));
            }
        }
        look.program().literals().stream()
                .filter(literal -> places.stream().noneMatch(place -> place.name() == literal))
                .forEach(literal -> read(look, literal));
    }

    /** The calls that go on to the source: their headers are those that it knows. */
    private static List<Call> staying(Look look) {
        List<ApiUrl> urls =
                ApiUrl.in(look.file(), look.migration()).stream()
                        .filter(url -> url.manual() != null)
                        .toList();
        return look.program().calls().stream()
                .filter(
                        call ->
                                call.arguments().stream()
                                        .anyMatch(one -> holdsAny(one.value(), urls)))
                .toList();
    }

    /** Only as an argument of its own, and not somewhere in a function that is one. */
    private static boolean holdsAny(SyntaxNode value, List<ApiUrl> urls) {
        return value.is(Shapes.STRINGS)
                && urls.stream()
                        .anyMatch(url -> value.start() < url.start() && url.start() < value.end());
    }

    private static Optional<HeaderFate> fate(Look look, Literal name) {
        String header = name.constant(look.program().text());
        if (!look.talks() && !isOwn(look, header)) {
            return Optional.empty();
        }
        return HeaderFates.of(header, look.migration().facts(), look.migration().choices());
    }

    /** Names such as {@code X-Title} are others' too. */
    private static boolean isOwn(Look look, String header) {
        String word = look.migration().facts().source().word();
        return header.toLowerCase(Locale.ROOT).contains(word + "-");
    }

    private static void propose(Look look, Place place, HeaderFate fate) {
        switch (fate.action()) {
            case KEEP -> {}
            case DROP -> drop(look, place, fate.why());
            case TAG -> rename(look, place, "x-aig-tag", "the header of a tag");
            case REQUEST_ID -> rename(look, place, "x-request-id", "the header of a call's id");
            case BEARER -> BearerHeader.propose(look, place);
            case REPORT -> report(look, place.name(), fate.why());
        }
    }

    /** An entry goes; a call or an assignment that has no effect stays, for it does no harm. */
    private static void drop(Look look, Place place, String why) {
        SyntaxNode entry = place.entry();
        if (entry == null || look.found().edits(entry.start(), entry.end())) {
            return;
        }
        Span span = Removal.of(look, entry);
        look.add(Proposal.rewritten(RULE, span.start(), span.end(), "", why, GUIDE));
    }

    static void rename(Look look, Place place, String name, String why) {
        Span inner = place.name().pieces().get(0);
        look.add(Proposal.rewritten(RULE, inner.start(), inner.end(), name, why, GUIDE));
    }

    private static void report(Look look, Literal name, String why) {
        Span inner = name.pieces().get(0);
        look.add(Proposal.manual(RULE, inner.start(), inner.end(), why, GUIDE));
    }

    /** A name that is not set: the program reads it from an answer, or builds a request of it. */
    private static void read(Look look, Literal literal) {
        if (isOwn(look, literal.constant(look.program().text()))) {
            fate(look, literal)
                    .filter(fate -> fate.action() == HeaderFate.Action.REPORT)
                    .ifPresent(fate -> report(look, literal, fate.why()));
        }
    }
}
