package io.aigateway.migrate.convert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses as a base URL of ours can be one. */
public final class WebAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private WebAddress() {}

    /** Whether it is an http(s) URL with a host, without a user, a query and a fragment. */
    public static boolean isPlain(String text) {
        try {
            URI uri = new URI(text);
            return SCHEMES.contains("" + uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException refused) {
            return false;
        }
    }
}
