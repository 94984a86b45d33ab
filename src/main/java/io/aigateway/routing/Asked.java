package io.aigateway.routing;

import io.aigateway.call.Request;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.condition.Facts;
import io.aigateway.condition.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Who would be asked to serve a request, told without a caller: for tools that move programs here
 * and have to know what their words will mean.
 */
public final class Asked {

    /** One that nobody sends: no condition about it holds. */
    private static final Facts OF_NO_CALL =
            new Facts() {
                @Override
                public List<String> texts(Subject subject) {
                    return List.of();
                }

                @Override
                public double number(Subject subject) {
                    return Double.NaN;
                }

                @Override
                public boolean flag(Subject subject) {
                    return false;
                }
            };

    private Asked() {}

    /**
     * The models that a request comes to, in the order in which they are listed; empty when it
     * leaves the choice to the gateway.
     *
     * @throws io.aigateway.error.GatewayException 404 or 400, as the call would get it
     */
    public static List<Model> by(Request request, Catalog catalog) {
        Preferences wish = Preferences.of(request);
        wish.unknownIn(catalog);
        Targets targets = new Targets(catalog, true, new Random(1), OF_NO_CALL);
        Set<Model> named = new LinkedHashSet<>();
        for (String name : request.wanted()) {
            if (!AutoRouter.decides(name, catalog)) {
                named.addAll(targets.of(name));
            }
        }
        return named.isEmpty() ? List.of() : List.copyOf(new Choice(catalog, wish).of(named));
    }
}
