package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Call.Argument;
import io.aigateway.migrate.code.HeaderPlaces.Place;
import io.aigateway.migrate.code.Literal.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A header of the source's that holds the key. With us the key stands in {@code Authorization},
 * which clients write from the key they were made with.
 */
final class BearerHeader {

    private static final String RULE = "header";
    private static final String GUIDE = "headers";
    private static final String BEARER = "Bearer ";
    private static final String WHY = "the gateway's key is the bearer";

    private static final Set<String> KEYS =
            Set.of("apikey", "openaiapikey", "token", "accesstoken");
    private static final Set<String> URLS =
            Set.of("baseurl", "basepath", "openaiapibase", "apibase");
    private static final Set<String> HEADERS =
            Set.of("defaultheaders", "extraheaders", "headers", "modelkwargs");

    private BearerHeader() {}

    static void propose(Look look, Place place) {
        SyntaxNode entry = place.entry();
        if (entry == null) {
            rename(look, place);
            return;
        }
        SyntaxNode headers = headersAround(look.program(), entry);
        Optional<Argument> other = named(look.program().entriesOf(headers), "authorization");
        List<Argument> client = clientAround(look.program(), headers);
        if (other.isPresent()) {
            replace(look, entry, other.get().value(), renamed(look, place.value()));
        } else if (client.isEmpty()) {
            rename(look, place);
        } else {
            ofClient(look, place, entry, client);
        }
    }

    /** The object, or the call that makes a map of its arguments. */
    private static SyntaxNode headersAround(Program program, SyntaxNode entry) {
        SyntaxNode around = entry;
        while (around.parent() != null && !around.is(Shapes.OBJECTS)) {
            around = around.parent();
            if (around.is(Shapes.ARGUMENTS)) {
                return program.callWith(around).map(Call::node).orElse(around);
            }
        }
        return around;
    }

    /** The arguments of the client that headers are given to; none when it is not a client. */
    private static List<Argument> clientAround(Program program, SyntaxNode headers) {
        Slot slot = program.slotOf(headers);
        if (!HEADERS.contains(slot.plainName())) {
            return List.of();
        }
        List<Argument> siblings = Siblings.of(program, slot);
        boolean client =
                siblings.stream()
                        .map(sibling -> Slot.plain(sibling.name()))
                        .anyMatch(name -> URLS.contains(name) || KEYS.contains(name));
        return client ? siblings : List.of();
    }

    private static void ofClient(Look look, Place place, SyntaxNode entry, List<Argument> client) {
        Optional<SyntaxNode> key = keyWithin(look.program(), place.value());
        if (key.isEmpty()) {
            rename(look, place);
            return;
        }
        String code = renamed(look, key.get());
        Optional<Argument> own =
                client.stream().filter(one -> KEYS.contains(Slot.plain(one.name()))).findFirst();
        if (own.isPresent()) {
            replace(look, entry, own.get().value(), code);
            return;
        }
        insert(look, client.get(0).node(), code);
        remove(look, entry);
    }

    private static void insert(Look look, SyntaxNode first, String code) {
        SyntaxNode around = first.parent();
        String name = look.program().dialect() == Dialect.PYTHON ? "api_key=" : "apiKey: ";
        String between =
                around == null ? ", " : Insertion.separator(look.program().text(), around, first);
        int at = first.start();
        look.add(Proposal.rewritten(RULE, at, at, name + code + between, WHY, GUIDE));
    }

    private static void replace(Look look, SyntaxNode entry, SyntaxNode value, String code) {
        look.add(Proposal.rewritten(RULE, value.start(), value.end(), code, WHY, GUIDE));
        remove(look, entry);
    }

    private static void remove(Look look, SyntaxNode entry) {
        Span span = Removal.of(look, entry);
        look.add(Proposal.rewritten(RULE, span.start(), span.end(), "", WHY, GUIDE));
    }

    private static Optional<Argument> named(List<Argument> entries, String name) {
        return entries.stream().filter(one -> Slot.plain(one.name()).equals(name)).findFirst();
    }

    private static String renamed(Look look, SyntaxNode node) {
        return look.renamed(look.program().in(node));
    }

    /** The expression behind {@code Bearer}: that of the hole, or the last operand. */
    private static Optional<SyntaxNode> keyWithin(Program program, SyntaxNode value) {
        if (value.is(Shapes.STRINGS)) {
            List<SyntaxNode> holes =
                    value.named().stream().filter(part -> part.is(Shapes.HOLES)).toList();
            if (holes.size() != 1) {
                return Optional.empty();
            }
            List<SyntaxNode> within = holes.get(0).named();
            return Optional.of(within.isEmpty() ? holes.get(0) : within.get(0));
        }
        List<SyntaxNode> parts = value.named();
        boolean joined = parts.size() > 1 && program.in(value).contains(BEARER);
        return Optional.of(joined ? parts.get(parts.size() - 1) : value);
    }

    private static void rename(Look look, Place place) {
        HeaderRule.rename(look, place, "Authorization", WHY);
        SyntaxNode value = place.value();
        if (look.program().in(value).contains(BEARER)) {
            return;
        }
        String quote =
                look.program()
                        .text()
                        .substring(place.name().node().end() - 1, place.name().node().end());
        String code = quote + BEARER + quote + " + ";
        look.add(Proposal.rewritten(RULE, value.start(), value.start(), code, WHY, GUIDE));
    }
}
