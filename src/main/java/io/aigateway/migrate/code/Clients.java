package io.aigateway.migrate.code;

import java.util.Optional;

/** What the clients that a program makes tell about its other parts. */
final class Clients {

    private Clients() {}

    /** Whether a value is given to something that is called with the name of a model. */
    static boolean callsAModel(Look look, Slot slot) {
        SyntaxNode holder = slot.holder();
        if (slot.kind() != Slot.Kind.ARGUMENT || holder == null) {
            return false;
        }
        String callee = look.program().callWith(holder).map(Call::callee).orElse("");
        int dot = callee.lastIndexOf('.');
        return isAProvider(look, callee)
                || (dot > 0 && isAProvider(look, callee.substring(0, dot)));
    }

    private static boolean isAProvider(Look look, String name) {
        String qualified = look.imports().qualified(name);
        boolean imported =
                look.references().all().stream()
                        .anyMatch(
                                one -> one.known().callsModels() && one.known().isNamed(qualified));
        return imported || look.references().client(name).filter(Known::callsModels).isPresent();
    }

    /** Whether a model's name is an argument of something that has its own way with them. */
    static boolean keepsModels(Look look, Literal literal) {
        for (SyntaxNode at = literal.node().parent(); at != null; at = at.parent()) {
            Optional<Known> called = look.program().callAt(at).flatMap(look.references()::called);
            if (called.filter(Known::keepsModels).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
