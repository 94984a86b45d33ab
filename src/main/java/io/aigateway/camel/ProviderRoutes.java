package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Wire;
import io.aigateway.error.ConfigException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Variable;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a provider's route from the template of its wire, when it is first asked, and again when
 * its row or the template has changed. The new route gets a name of its own, so calls under way
 * finish on the old one.
 */
public final class ProviderRoutes implements CamelContextAware {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProviderRoutes.class);

    private final Map<String, Made> routes = new ConcurrentHashMap<>();
    private final AtomicInteger generation = new AtomicInteger();
    private @Nullable CamelContext context;

    /** The name of the {@code direct:} endpoint that asks the call's current candidate. */
    public String target(@Variable("call") Call call) {
        return target(call.candidate());
    }

    /**
     * The name of the {@code direct:} endpoint that asks a candidate; its route is made when
     * needed.
     */
    public String target(Candidate candidate) {
        String name = candidate.routeName();
        RouteTemplateDefinition template = template(candidate.provider().wire());
        Source source =
                new Source(
                        candidate.provider(),
                        candidate.model().route(),
                        System.identityHashCode(template));
        Made made = routes.get(name);
        if (made == null || !made.source.equals(source)) {
            made = routes.compute(name, (key, before) -> replaced(key, before, source));
        }
        return made.routeId;
    }

    /** The id of the route that was made under a name, if one was. */
    public Optional<String> made(String name) {
        return Optional.ofNullable(routes.get(name)).map(Made::routeId);
    }

    private Made replaced(String name, @Nullable Made before, Source source) {
        if (before != null && before.source.equals(source)) {
            return before;
        }
        String routeId = before == null ? name : name + "-" + generation.incrementAndGet();
        add(routeId, source);
        if (before != null) {
            retire(before.routeId);
        }
        return new Made(routeId, source);
    }

    private void add(String routeId, Source source) {
        try {
            camel().addRouteFromTemplate(
                            routeId,
                            source.provider.wire().text(),
                            routeId + "-",
                            parameters(routeId, source));
        } catch (Exception failed) {
            throw new ConfigException(
                    "The route of provider '"
                            + source.provider.id()
                            + "' cannot be made from the template '"
                            + source.provider.wire().text()
                            + "': "
                            + failed.getMessage());
        }
    }

    private static Map<String, Object> parameters(String routeId, Source source) {
        Provider provider = source.provider;
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("name", routeId);
        if (source.endpoint != null) {
            parameters.put("uri", source.endpoint);
        } else if (provider.wire() != Wire.DEMO) {
            parameters.put("baseUrl", provider.baseUrl());
            parameters.put("connectTimeout", provider.timeouts().connect().toMillis());
            parameters.put("responseTimeout", provider.timeouts().longestSilence().toMillis());
        }
        return parameters;
    }

    /** Calls under way keep the old route; it is only closed for new ones. */
    private void retire(String routeId) {
        Thread retirement =
                new Thread(
                        () -> {
                            try {
                                camel().getRouteController().stopRoute(routeId);
                                camel().removeRoute(routeId);
                            } catch (Exception failed) {
                                LOGGER.atWarn()
                                        .addKeyValue("route", routeId)
                                        .log("an old route could not be removed");
                            }
                        },
                        "retire-" + routeId);
        retirement.setDaemon(true);
        retirement.start();
    }

    private RouteTemplateDefinition template(Wire wire) {
        RouteTemplateDefinition template = camel().getRouteTemplateDefinition(wire.text());
        if (template == null) {
            throw new ConfigException(
                    "There is no route template for wire '"
                            + wire.text()
                            + "'; look into routes/providers/.");
        }
        return template;
    }

    private ModelCamelContext camel() {
        return (ModelCamelContext)
                Objects.requireNonNull(context, "the Camel context has not been set");
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }

    private record Source(Provider provider, @Nullable String endpoint, int template) {}

    private record Made(String routeId, Source source) {}
}
