package io.aigateway.migrate.code;

import java.util.List;
import java.util.Optional;

/**
 * A call of a function, a method or a constructor.
 *
 * @param node all of it
 * @param callee what is called, without blanks: {@code client.chat.completions.create}
 * @param calleeEnd where the name of what is called ends in the text
 * @param list its arguments with their brackets; the node itself where it has none
 * @param arguments in order
 */
record Call(
        SyntaxNode node, String callee, int calleeEnd, SyntaxNode list, List<Argument> arguments) {

    /**
     * One argument, or one entry of the options of a call.
     *
     * @param name empty when it is given by its place
     * @param node all of it
     * @param value what is given
     */
    record Argument(String name, SyntaxNode node, SyntaxNode value) {}

    Call {
        arguments = List.copyOf(arguments);
    }

    /** The last part of what is called: {@code create}. */
    String lastName() {
        int cut = Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(':'));
        return callee.substring(cut + 1);
    }

    Optional<Argument> argument(String name) {
        return arguments.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    boolean hasArguments() {
        return list != node;
    }
}
