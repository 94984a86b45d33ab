package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;

/** The caps of one call, to be asked scope by scope. */
final class CapsByScope {

    private final List<CapLine> lines;

    private CapsByScope(List<CapLine> lines) {
        this.lines = lines;
    }

    /** Refuses a cap on a scope that the call is not counted on: nobody would ever check it. */
    static CapsByScope of(List<CapLine> lines, List<Scope> scopes) {
        for (CapLine line : lines) {
            if (!scopes.contains(line.scope())) {
                throw new IllegalArgumentException(
                        "budget '"
                                + line.budgetName()
                                + "' caps '"
                                + line.scope().text()
                                + "', which is not a scope of the call");
            }
        }
        return new CapsByScope(lines);
    }

    List<CapLine> on(Scope scope) {
        List<CapLine> found = List.of();
        for (CapLine line : lines) {
            if (line.scope().equals(scope)) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(line);
            }
        }
        return found;
    }
}
