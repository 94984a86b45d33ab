package io.aigateway.migrate.code;

import io.aigateway.migrate.ModelIds;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Literal.Span;
import java.util.Locale;
import java.util.Set;

/**
 * Names of models that the gateway would not resolve by itself. They are looked for where a program
 * names a model, in files that something else has shown to talk to the source.
 */
final class ModelRule implements Rule {

    private static final String RULE = "model-id";

    /** Names that can be nothing but a model of the source. */
    private static final Set<String> OWN = Set.of("accounts/fireworks/models/", "openrouter/auto");

    private static final Set<String> LISTS = Set.of("list", "array", "tuple");
    private static final Set<String> EVIDENCE =
            Set.of("base-url", "client", "key-variable", "url-variable", "key-literal");

    @Override
    public void apply(Look look) {
        boolean talks = EVIDENCE.stream().anyMatch(look.found()::has) || Clients.isImported(look);
        for (Literal literal : look.program().literals()) {
            String id = literal.constant(look.program().text());
            boolean own = OWN.stream().anyMatch(id::startsWith);
            if (!id.isEmpty() && (own || (talks && namesAModel(look, literal)))) {
                ModelIds.of(id, look.migration()).ifPresent(fate -> propose(look, literal, fate));
            }
        }
    }

    private static void propose(Look look, Literal literal, ModelIds.Fate fate) {
        Span inner = literal.pieces().get(0);
        String after = fate.after();
        look.add(
                after == null
                        ? Proposal.manual(RULE, inner.start(), inner.end(), fate.why(), "models")
                        : Proposal.rewritten(
                                RULE, inner.start(), inner.end(), after, fate.why(), "models"));
    }

    private static boolean namesAModel(Look look, Literal literal) {
        SyntaxNode node = literal.node();
        SyntaxNode parent = node.parent();
        if (parent != null && parent.is(LISTS)) {
            node = parent;
        }
        Slot slot = look.program().slotOf(node);
        String name = slot.name().toLowerCase(Locale.ROOT);
        boolean byName = name.contains("model") && !name.contains("provider");
        return (byName || Clients.callsAModel(look, slot)) && !Clients.keepsModels(look, literal);
    }
}
