package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Call.Argument;
import java.util.ArrayList;
import java.util.List;

/** What is given beside a value: the other arguments, entries, or calls of the same builder. */
final class Siblings {

    private Siblings() {}

    static List<Argument> of(Program program, Slot slot) {
        SyntaxNode holder = slot.holder();
        if (holder == null) {
            return List.of();
        }
        if (slot.kind() == Slot.Kind.ARGUMENT) {
            return program.callWith(holder).map(call -> ofBuilder(program, call)).orElse(List.of());
        }
        SyntaxNode around = holder.parent();
        if (around == null) {
            return List.of();
        }
        return around.is(Shapes.ARGUMENTS)
                ? program.callWith(around).map(Call::arguments).orElse(List.of())
                : program.entriesOf(around);
    }

    /** {@code builder().baseUrl(...).apiKey(...)}: each call within or around is a sibling. */
    private static List<Argument> ofBuilder(Program program, Call call) {
        List<Argument> siblings = new ArrayList<>();
        for (Call other : program.calls()) {
            boolean chained = inOneChain(call.node(), other.node());
            if (chained && other.arguments().size() == 1) {
                Argument only = other.arguments().get(0);
                siblings.add(new Argument(other.lastName(), only.node(), only.value()));
            }
        }
        return siblings;
    }

    /** Both begin at one place: one is what the other is called on. */
    private static boolean inOneChain(SyntaxNode one, SyntaxNode other) {
        return one != other && one.start() == other.start();
    }
}
