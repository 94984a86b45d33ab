package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.code.Literal.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program that sets its own environment variable to a key: the environment has to do that. */
final class EnvironmentWrite {

    private static final Set<String> BLOCKS =
            Set.of("module", "block", "program", "statement_block", "body_statement");

    private EnvironmentWrite() {}

    /** Takes the statement away, where others stay beside it; false when it is none. */
    static boolean remove(Look look, SyntaxNode value, String why) {
        SyntaxNode holder = look.program().slotOf(value).holder();
        if (holder == null || !holder.is(Shapes.ASSIGNMENTS)) {
            return false;
        }
        SyntaxNode target = look.program().targetOf(holder);
        SyntaxNode statement = statement(holder);
        if (statement == null || !isEnvironment(look.program().in(target))) {
            return false;
        }
        Span line = line(look.program().text(), statement);
        return look.add(
                Proposal.rewritten("key-literal", line.start(), line.end(), "", why, "keys"));
    }

    /** Whether a value is given to a variable that holds a key of the source. */
    static boolean isOfAKey(Look look, SyntaxNode value) {
        SyntaxNode holder = look.program().slotOf(value).holder();
        if (holder == null || !holder.is(Shapes.ASSIGNMENTS)) {
            return false;
        }
        String target = look.program().in(look.program().targetOf(holder));
        return isEnvironment(target)
                && look.migration().facts().keyVariables().stream()
                        .anyMatch(name -> target.matches(".*\\b" + name + "\\b.*"));
    }

    private static boolean isEnvironment(String target) {
        return target.contains("environ[")
                || target.startsWith("process.env")
                || target.startsWith("ENV[");
    }

    /** The whole statement, unless it is the only one of its block. */
    private static @Nullable SyntaxNode statement(SyntaxNode holder) {
        SyntaxNode at = holder;
        while (at.parent() != null && !at.parent().is(BLOCKS)) {
            at = at.parent();
        }
        SyntaxNode block = at.parent();
        return block != null && block.named().size() > 1 ? at : null;
    }

    private static Span line(String text, SyntaxNode statement) {
        int start = text.lastIndexOf('\n', statement.start() - 1) + 1;
        int end = text.indexOf('\n', statement.end());
        boolean alone =
                end >= 0
                        && text.substring(start, statement.start()).isBlank()
                        && text.substring(statement.end(), end).isBlank();
        return alone ? new Span(start, end + 1) : new Span(statement.start(), statement.end());
    }
}
