package io.aigateway.embedded;

import io.aigateway.camel.RouteFolders;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;

/** A Camel application of somebody else's: its own routes, and ours from the class path. */
final class HostApplication {

    private HostApplication() {}

    /** Started without camel-main; settings are properties of the context. */
    static CamelContext started(Map<String, String> settings) throws Exception {
        CamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.putAll(settings);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.addRoutes(ownRoutes());
        RoutesLoader loader = PluginHelper.getRoutesLoader(context);
        for (String pattern : RouteFolders.embedded().split(",")) {
            for (Resource file :
                    PluginHelper.getPackageScanResourceResolver(context).findResources(pattern)) {
                loader.loadRoutes(file);
            }
        }
        context.start();
        return context;
    }

    /** One route that answers as a model, and one that fails in its own way. */
    static RouteBuilder ownRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:legal-answers")
                        .routeId("legal-answers")
                        .setBody(simple("Ask a lawyer about: ${body}"));
                from("direct:own-trouble")
                        .routeId("own-trouble")
                        .throwException(new IllegalStateException("the host's own trouble"));
            }
        };
    }
}
