package io.aigateway.migrate.code;

import io.aigateway.migrate.ModelIds;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Literal.Span;
import java.util.Locale;
import java.util.Map;
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
    private static final Set<String> READERS = Set.of("get", "getenv", "fetch", "getOrDefault");

    /** How the models of Fireworks' own begin, and what that is with us. */
    private static final Map<String, String> BEGINNINGS =
            Map.of(
                    "accounts/fireworks", "fireworks",
                    "accounts/fireworks/", "fireworks/",
                    "accounts/fireworks/models", "fireworks",
                    "accounts/fireworks/models/", "fireworks/");

    @Override
    public void apply(Look look) {
        if (look.references().stay()) {
            return;
        }
        for (Literal literal : look.program().literals()) {
            String id = literal.constant(look.program().text());
            if (!id.isEmpty() && !isOfManualCall(look, literal)) {
                id(look, literal, id);
            }
        }
    }

    private static void id(Look look, Literal literal, String id) {
        boolean own = OWN.stream().anyMatch(id::startsWith);
        String beginning = BEGINNINGS.get(id);
        Slot slot = look.program().slotOf(literal.node());
        if (beginning != null && slot.kind() == Slot.Kind.ARGUMENT) {
            propose(look, literal, new ModelIds.Fate(beginning, "how its models begin here"));
        } else if (own || (look.talks() && namesAModel(look, literal))) {
            ModelIds.of(id, look.migration()).ifPresent(fate -> propose(look, literal, fate));
        }
    }

    /** Who moves a call by hand, moves its model with it. */
    private static boolean isOfManualCall(Look look, Literal literal) {
        for (SyntaxNode at = literal.node().parent(); at != null; at = at.parent()) {
            if (at.is(Shapes.CALLS) && look.found().isManual("client", at.start())) {
                return true;
            }
        }
        return false;
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
        Slot slot = withoutReader(look.program(), look.program().slotOf(node));
        String name = slot.name().toLowerCase(Locale.ROOT);
        boolean byName = name.contains("model") && !name.contains("provider");
        return (byName || Clients.callsAModel(look, slot)) && !Clients.keepsModels(look, literal);
    }

    /** What is taken when the environment names no model, is a model too. */
    private static Slot withoutReader(Program program, Slot slot) {
        SyntaxNode holder = slot.holder();
        if (slot.kind() != Slot.Kind.ARGUMENT || holder == null || !READERS.contains(slot.name())) {
            return slot;
        }
        return program.callWith(holder).map(call -> program.slotOf(call.node())).orElse(slot);
    }
}
