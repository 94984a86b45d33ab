package io.aigateway.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
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
        Set<String> verbs = new TreeSet<>();
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint endpoint
                    && endpoint.getHttpMethodRestrict() != null
                    && matches(endpoint, path)) {
                verbs.addAll(List.of(endpoint.getHttpMethodRestrict().split(",")));
            }
        }
        return verbs.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", verbs));
    }

    private static boolean matches(PlatformHttpEndpoint endpoint, String path) {
        String template = endpoint.getPath();
        return endpoint.isMatchOnUriPrefix()
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
