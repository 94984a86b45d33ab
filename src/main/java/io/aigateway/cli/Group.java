package io.aigateway.cli;

/** A word that stands before verbs, such as {@code key} in {@code aig key list}. */
abstract class Group extends Verb {

    Group(Shell shell) {
        super(shell);
    }

    @Override
    public final Integer call() {
        throw wrongUsage("say what to do: " + String.join(", ", spec().subcommands().keySet()));
    }
}
