package io.aigateway.migrate.code;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.SourceFacts;
import java.util.List;
import java.util.Set;

/** Whether a program talks to the source, or only names it. */
final class Talk {

    private Talk() {}

    /** It uses the source's packages, its address, its variables, or holds one of its keys. */
    static boolean isIn(Program program, References references, SourceFacts facts) {
        return !references.all().isEmpty()
                || urls(program, facts)
                || variables(program, facts)
                || !Secrets.in(program.text(), facts).isEmpty();
    }

    private static boolean urls(Program program, SourceFacts facts) {
        List<ApiUrl> urls = ApiUrl.in(program.text(), facts);
        return urls.stream()
                .filter(url -> !url.local() || program.text().contains(facts.source().word()))
                .anyMatch(url -> program.literals().stream().anyMatch(one -> holds(one, url)));
    }

    private static boolean holds(Literal literal, ApiUrl url) {
        return literal.pieces().stream()
                .anyMatch(piece -> piece.start() <= url.start() && url.end() <= piece.end());
    }

    private static boolean variables(Program program, SourceFacts facts) {
        Set<String> names = VariableRule.names(program);
        return facts.variables().stream().anyMatch(names::contains);
    }
}
