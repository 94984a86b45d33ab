package io.aigateway.budget;

import java.util.List;

/** The one order in which scopes are reserved, each once. */
final class InOrder {

    private InOrder() {}

    /** The same list when it is in order already, which it is on the way of a call. */
    static List<Scope> of(List<Scope> scopes) {
        for (int i = 1; i < scopes.size(); i++) {
            if (scopes.get(i - 1).compareTo(scopes.get(i)) >= 0) {
                return scopes.stream().distinct().sorted().toList();
            }
        }
        return scopes;
    }
}
