package io.aigateway.event;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where webhooks may point to.
 *
 * @param allowHttp whether unencrypted addresses are allowed
 * @param allowPrivate whether addresses of this host and its network are allowed
 */
public record TargetRules(boolean allowHttp, boolean allowPrivate) {

    private static final int LONGEST = 2_000;

    /** What is wrong with an address; empty when nothing is. The name is looked up. */
    public Optional<String> objection(String url) {
        if (url.length() > LONGEST || url.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.of("must be an address of at most 2000 plain characters");
        }
        try {
            return objection(new URI(url));
        } catch (URISyntaxException notOne) {
            return Optional.of("must be an address such as https://example.com/hook");
        }
    }

    private Optional<String> objection(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            return Optional.of("must begin with https://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must have a host, and neither a user nor a fragment");
        }
        return pointsInside(uri.getHost())
                ? Optional.of("must not point to this host or its network")
                : Optional.empty();
    }

    /** A name that is not known now is looked at again, like every other, when it is called. */
    private boolean pointsInside(String host) {
        try {
            return !allows(InetAddress.getAllByName(host));
        } catch (UnknownHostException notNow) {
            return false;
        }
    }

    /** Whether all of these addresses may be called. */
    public boolean allows(InetAddress... addresses) {
        return allowPrivate || Arrays.stream(addresses).allMatch(PublicAddresses::contains);
    }
}
