package io.aigateway.camel;

import io.aigateway.call.Candidate;
import io.aigateway.routing.CircuitStates;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.jspecify.annotations.Nullable;

/** Finds the circuit breakers within the routes that ask providers. */
public final class Circuits implements CircuitStates, CamelContextAware {

    private static final String CLOSED = "closed";

    private final ProviderRoutes routes;
    private @Nullable CamelContext context;

    public Circuits(ProviderRoutes routes) {
        this.routes = routes;
    }

    @Override
    public String of(String providerId) {
        return routes.made(Candidate.routeNameOfProvider(providerId))
                .map(routeId -> camel().getRoute(routeId))
                .flatMap(Circuits::breaker)
                .map(ResilienceProcessor::getCircuitBreakerState)
                .map(state -> state.toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(CLOSED);
    }

    private static Optional<ResilienceProcessor> breaker(Route route) {
        return breaker(route.navigate());
    }

    private static Optional<ResilienceProcessor> breaker(@Nullable Navigate<Processor> parent) {
        List<Processor> steps = parent == null || !parent.hasNext() ? List.of() : parent.next();
        for (Processor step : steps) {
            if (step instanceof ResilienceProcessor found) {
                return Optional.of(found);
            }
            Optional<ResilienceProcessor> inside = breaker(navigable(step));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Navigate<Processor> navigable(Processor step) {
        return step instanceof Navigate<?> ? (Navigate<Processor>) step : null;
    }

    private CamelContext camel() {
        return Objects.requireNonNull(context, "the Camel context has not been set");
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }
}
