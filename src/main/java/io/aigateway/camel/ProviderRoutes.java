package io.aigateway.camel;

import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.ProviderTable;
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
    private final Map<Wire, RouteTemplateDefinition> templates = new ConcurrentHashMap<>();
    private final Retirement retirement;
    private final LiveCatalog catalog;
    private @Nullable CamelContext context;

    public ProviderRoutes(Retirement retirement, LiveCatalog catalog) {
        this.retirement = retirement;
        this.catalog = catalog;
    }

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
        try {
            add(routeId, source);
        } catch (ConfigException refused) {
            if (before == null || !before.source.provider.equals(source.provider)) {
                throw refused;
            }
            LOGGER.atWarn().log("{} The route from before serves on.", refused.getMessage());
            return new Made(before.routeId, source);
        }
        if (before != null) {
            retirement.retire(before.routeId);
        }
        return new Made(routeId, source);
    }

    /**
     * Makes a route from an edited template, and takes it away again.
     *
     * @throws ConfigException when none can be made
     */
    public void tryOut(RouteTemplateDefinition edited) {
        for (Map.Entry<String, Made> one : routes.entrySet()) {
            if (one.getValue().source.provider.wire().text().equals(edited.getId())) {
                String routeId = one.getKey() + "-trial-" + generation.incrementAndGet();
                add(routeId, one.getValue().source);
                retirement.retire(routeId);
                return;
            }
        }
    }

    /**
     * Ends the routes of providers that are not in the catalogue any more, after their last call.
     */
    public void dropUnlisted() {
        ProviderTable listed = catalog.current().providers();
        routes.forEach(
                (name, made) -> {
                    if (listed.find(made.source.provider.id()).isEmpty()
                            && made.source.endpoint == null
                            && routes.remove(name, made)) {
                        retirement.retire(made.routeId);
                    }
                });
    }

    /** Camel's lists of definitions bear one change at a time: see {@link RouteSwap#start}. */
    private void add(String routeId, Source source) {
        ModelCamelContext camel = camel();
        try {
            synchronized (camel) {
                camel.addRouteFromTemplate(
                        routeId,
                        source.provider.wire().text(),
                        routeId + "-",
                        parameters(routeId, source));
            }
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

    private RouteTemplateDefinition template(Wire wire) {
        RouteTemplateDefinition now = camel().getRouteTemplateDefinition(wire.text());
        // While an edited template takes the place of another, there is none for a moment.
        RouteTemplateDefinition template = now == null ? templates.get(wire) : now;
        if (template == null) {
            throw new ConfigException(
                    "There is no route template for wire '"
                            + wire.text()
                            + "'; look into routes/providers/.");
        }
        if (now != null && templates.get(wire) != now) {
            templates.put(wire, now);
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
