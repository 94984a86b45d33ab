package io.aigateway.migrate.code;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Literal.Span;

/** URLs of the source's API in strings; not those in prose. */
final class UrlRule implements Rule {

    private static final String VERSION = "/v1";

    @Override
    public void apply(Look look) {
        for (ApiUrl url : ApiUrl.in(look.file(), look.migration())) {
            look.program().literals().stream()
                    .filter(literal -> holds(look.program(), literal, url))
                    .findFirst()
                    .ifPresent(literal -> propose(look, literal, url));
        }
    }

    /** Whether a string works with an address, and does not only tell people of it. */
    static boolean holds(Program program, Literal literal, ApiUrl url) {
        return literal.pieces().stream()
                .filter(piece -> piece.start() <= url.start() && url.end() <= piece.end())
                .anyMatch(piece -> !isProse(program.text(), piece, url.start()));
    }

    /** A URL behind a blank is told to people, unless it is told to curl. */
    private static boolean isProse(String text, Span piece, int start) {
        boolean behindABlank =
                start > piece.start() && Character.isWhitespace(text.charAt(start - 1));
        return behindABlank && !text.substring(piece.start(), start).contains("curl");
    }

    private static void propose(Look look, Literal literal, ApiUrl url) {
        Proposal proposal = url.proposal(look.migration().target());
        String after = proposal.after();
        if (after != null && isWithoutVersion(look, url)) {
            look.add(
                    Proposal.rewritten(
                            proposal.rule(),
                            url.start(),
                            url.end(),
                            look.migration().target().root(),
                            "the gateway's base URL; /v1 is appended elsewhere",
                            proposal.guide()));
        } else {
            look.add(proposal);
        }
        if (after != null) {
            KeyRule.besideUrl(look, literal.node());
        }
    }

    /**
     * Spring AI 1 appends {@code /v1/chat/completions} itself, version 2 does not: the text as it
     * stands tells which. The same holds where the program appends it.
     */
    private static boolean isWithoutVersion(Look look, ApiUrl url) {
        String text = look.program().text();
        boolean bare = !text.substring(url.start(), url.end()).endsWith(VERSION);
        boolean alone = url.rest().isEmpty() || url.rest().equals("/") || url.rest().equals("}");
        return bare && alone && (text.contains("org.springframework.ai") || appends(look));
    }

    private static boolean appends(Look look) {
        String text = look.program().text();
        return look.program().literals().stream()
                .flatMap(literal -> literal.pieces().stream())
                .map(piece -> piece.in(text))
                .anyMatch(piece -> piece.startsWith(VERSION + "/") || piece.startsWith("v1/"));
    }
}
