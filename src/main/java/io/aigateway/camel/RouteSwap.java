package io.aigateway.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Puts the content of route files beside what is running: the new routes get names of their own and
 * are started before anybody stops the old ones, so a mistake in them changes nothing.
 */
final class RouteSwap {

    private static final String OVER_HTTP = "platform-http:";

    private final CamelContext context;
    private final AtomicInteger generation = new AtomicInteger();

    RouteSwap(CamelContext context) {
        this.context = context;
    }

    /**
     * What a file holds.
     *
     * @param routes its routes, not yet added
     * @param templates its templates
     * @param configurations its route configurations
     */
    record Content(
            List<RouteDefinition> routes,
            List<RouteTemplateDefinition> templates,
            List<RouteConfigurationDefinition> configurations) {}

    /** Reads a file's text. */
    Content read(String location, String text) throws Exception {
        List<RouteDefinition> routes = new ArrayList<>();
        List<RouteTemplateDefinition> templates = new ArrayList<>();
        List<RouteConfigurationDefinition> configurations = new ArrayList<>();
        for (RoutesBuilder builder :
                PluginHelper.getRoutesLoader(context)
                        .findRoutesBuilders(ResourceHelper.fromString(location, text))) {
            RouteBuilder made = (RouteBuilder) builder;
            made.configureRoutes(context);
            routes.addAll(made.getRouteCollection().getRoutes());
            templates.addAll(made.getRouteTemplateCollection().getRouteTemplates());
            if (made instanceof RouteConfigurationBuilder configuring) {
                configuring.configuration();
                configurations.addAll(
                        configuring.getRouteConfigurationCollection().getRouteConfigurations());
            }
            routes.forEach(made.getRouteCollection()::prepareRoute);
        }
        return new Content(routes, templates, configurations);
    }

    /**
     * Starts routes under new names. Whoever adds or removes routes of a running context holds its
     * monitor: Camel walks through its lists of definitions meanwhile, and fails when they change.
     *
     * @return the names
     * @throws Exception when one cannot be made; then none of them is left
     */
    List<String> start(List<RouteDefinition> routes) throws Exception {
        int now = generation.incrementAndGet();
        List<String> names = new ArrayList<>();
        for (RouteDefinition route : routes) {
            route.setId(route.getId() + "-" + now);
            names.add(route.getId());
            nameSteps(route, now);
            tellApart(route.getInput(), now);
        }
        synchronized (context) {
            add(routes);
        }
        return names;
    }

    private void add(List<RouteDefinition> routes) throws Exception {
        try {
            model().addRouteDefinitions(routes);
        } catch (Exception refused) {
            for (RouteDefinition route : routes) {
                context.getRouteController().stopRoute(route.getId());
                context.removeRoute(route.getId());
            }
            model().removeRouteDefinitions(routes);
            throw refused;
        }
    }

    /** Routes and their steps share one space of names. */
    private static void nameSteps(RouteDefinition route, int generation) {
        for (OptionalIdentifiedDefinition<?> step :
                ProcessorDefinitionHelper.filterTypeInOutputs(
                        route.getOutputs(), OptionalIdentifiedDefinition.class)) {
            if (step.hasCustomIdAssigned()) {
                step.setId(step.getId() + "-" + generation);
            }
        }
    }

    /**
     * Camel allows one consumer for each URI: an option that does nothing here makes it another.
     */
    private static void tellApart(FromDefinition from, int generation) {
        String uri = from.getUri();
        if (uri.startsWith(OVER_HTTP)) {
            from.setUri(
                    uri
                            + (uri.contains("?") ? "&" : "?")
                            + "fileNameExtWhitelist=generation"
                            + generation);
        }
    }

    Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
