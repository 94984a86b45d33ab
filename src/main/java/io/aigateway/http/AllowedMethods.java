package io.aigateway.http;

import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * Which methods the running routes take on a path; asked of the routes themselves, so an edited
 * route counts at once.
 */
final class AllowedMethods {

    private final CamelContext context;

    AllowedMethods(CamelContext context) {
        this.context = context;
    }

    /** The methods as a comma list, or empty when no route is at the path. */
    Optional<String> on(String path) {
        Set<HttpEndpointModel> endpoints =
                context.getComponent("platform-http", PlatformHttpComponent.class)
                        .getHttpEndpoints();
        StringBuilder verbs = new StringBuilder();
        for (HttpEndpointModel endpoint : endpoints) {
            if (matches(endpoint, path) && endpoint.getVerbs() != null) {
                verbs.append(verbs.isEmpty() ? "" : ", ")
                        .append(endpoint.getVerbs().replace(",", ", "));
            }
        }
        return verbs.isEmpty() ? Optional.empty() : Optional.of(verbs.toString());
    }

    private static boolean matches(HttpEndpointModel endpoint, String path) {
        String template = endpoint.getUri();
        PlatformHttpEndpoint routes = (PlatformHttpEndpoint) endpoint.getConsumer().getEndpoint();
        return routes.isMatchOnUriPrefix()
                ? path.startsWith(fixedPart(template))
                : matches(template, path);
    }

    private static String fixedPart(String template) {
        int placeholder = template.indexOf('{');
        return placeholder < 0 ? template : template.substring(0, placeholder);
    }

    private static boolean matches(String template, String path) {
        int t = 0;
        int p = 0;
        while (t < template.length() && p < path.length()) {
            if (template.charAt(t) == '{') {
                t = template.indexOf('}', t) + 1;
                int end = path.indexOf('/', p);
                p = end < 0 ? path.length() : end;
            } else if (template.charAt(t++) != path.charAt(p++)) {
                return false;
            }
        }
        return t == template.length() && p == path.length();
    }
}
