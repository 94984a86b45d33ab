package io.aigateway;

import io.aigateway.camel.LiveDirect;
import io.aigateway.camel.LiveRoutes;
import io.aigateway.camel.RouteFolders;
import io.aigateway.camel.RouteWatch;
import io.aigateway.camel.StepLanguage;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.error.ConfigException;
import io.aigateway.http.GatewayServer;
import io.aigateway.http.HttpLimits;
import io.aigateway.http.TakeIn;
import io.aigateway.limit.Admission;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/** The service: routes, beans and the HTTP server in one process. */
public final class Gateway implements AutoCloseable {

    private static final String SETTINGS_FILE = "application.properties";

    private final GatewaySettings settings;
    private final Main main = new Main();
    private @Nullable GatewayServer server;
    private @Nullable RouteWatch routeWatch;
    private int port;

    public Gateway(GatewaySettings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything and opens the port last, so that nobody is answered before the routes are
     * up.
     *
     * @return this gateway, serving
     * @throws ConfigException when it cannot start as it is configured; the message says why
     */
    public Gateway start() {
        StartAhead.begin();
        configure();
        try {
            main.start();
            new WarmUp(main.getCamelContext()).run();
            watchRoutes();
            port = startedServer().listen();
            return this;
        } catch (ConfigException notUsable) {
            close();
            throw notUsable;
        } catch (Exception failed) {
            close();
            throw StartFailure.explain(failed, settings);
        }
    }

    private void configure() {
        // Camel's default hooks itself into the end of the process and waits there for the main
        // thread; whoever runs the process ends this gateway.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        Properties properties = properties();
        main.setDefaultPropertyPlaceholderLocation("false");
        properties.forEach(
                (key, value) -> main.addInitialProperty(key.toString(), value.toString()));
        main.addInitialProperty("gateway.config-dir", settings.config().toString());
        main.addInitialProperty("gateway.data-dir", settings.data().toString());
        main.addInitialProperty(
                "camel.main.routes-include-pattern", RouteFolders.pattern(settings.routes()));
        settings.overrides().forEach(main::addInitialProperty);
        main.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void beforeInitialize(BaseMainSupport starting) {
                        addServer(starting.getCamelContext());
                    }
                });
    }

    /** What is shipped, and over it what the operator's file says. */
    private Properties properties() {
        Properties properties = new Properties();
        try {
            for (Path folder : new @Nullable Path[] {null, settings.config()}) {
                String text = new ConfigFiles(folder).read(SETTINGS_FILE).text();
                properties.load(new StringReader(text));
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return properties;
    }

    private void addServer(CamelContext context) {
        HttpLimits limits = HttpLimits.of(key -> setting(context, key));
        GatewayServer added = new GatewayServer(settings.host(), settings.port(), limits);
        server = added;
        context.addComponent("direct", new LiveDirect());
        context.getRegistry().bind("bean-language", new StepLanguage());
        Vertx vertx = added.openVertx();
        context.getRegistry().bind("vertx", vertx);
        context.getRegistry().bind("httpSettings", added.settings());
        context.getRegistry().bind("takeIn", new TakeIn(vertx, limits.patience()));
        addService(context, added);
    }

    private void watchRoutes() {
        if (Boolean.parseBoolean(setting(context(), "gateway.routes.reload"))) {
            routeWatch =
                    RouteWatch.over(
                            new LiveRoutes(
                                    settings.routes(),
                                    context(),
                                    () -> startedServer().preferNewest()));
        }
    }

    private static String setting(CamelContext context, String key) {
        return context.resolvePropertyPlaceholders("{{" + key + "}}").trim();
    }

    private static void addService(CamelContext context, Object service) {
        try {
            context.addService(service, true, true);
        } catch (Exception failed) {
            throw new ConfigException(
                    "%s cannot be prepared: %s"
                            .formatted(service.getClass().getSimpleName(), failed.getMessage()));
        }
    }

    private GatewayServer startedServer() {
        return Objects.requireNonNull(server, "the server has not been prepared");
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The base URL for clients. */
    public String baseUrl() {
        return "http://" + settings.host() + ":" + port + "/v1";
    }

    /** The Camel context of the service. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** What can be called at this moment. */
    public Catalog catalog() {
        return context().getRegistry().lookupByNameAndType("catalog", LiveCatalog.class).current();
    }

    /**
     * Takes on no more calls, says so to whoever asks whether it is ready, and waits for those
     * under way, for the drain time at most.
     *
     * @return true when every call has ended
     */
    public boolean drain() {
        Admission admission = admission();
        admission.close();
        return admission.awaitEmpty(
                HttpLimits.duration(key -> setting(context(), key), "gateway.shutdown.drain"));
    }

    /** Ends the waiting of {@link #drain}. */
    public void hurry() {
        admission().hurry();
    }

    private Admission admission() {
        return context().getRegistry().lookupByNameAndType("admission", Admission.class);
    }

    /** Closes the port, cuts off calls under way, and writes what is still to be written. */
    @Override
    public void close() {
        RouteWatch watching = routeWatch;
        if (watching != null) {
            watching.close();
        }
        GatewayServer open = server;
        if (open != null) {
            open.closePort();
        }
        main.stop();
        main.shutdown();
        if (open != null) {
            open.closeVertx();
        }
    }
}
