package io.aigateway.migrate;

import java.util.regex.Pattern;

/**
 * Where the migrated files point to.
 *
 * @param baseUrl of the gateway, with {@code /v1} and without a slash behind it
 * @param keyVariable the environment variable that holds a caller's key
 * @param urlVariable the environment variable that holds the base URL
 * @param adminKeyVariable the environment variable that holds the gateway's own admin key
 */
public record Target(
        String baseUrl, String keyVariable, String urlVariable, String adminKeyVariable) {

    private static final Pattern BASE =
            Pattern.compile("https?://[^\\s/?#\"'`\\\\]+(/[^\\s?#\"'`\\\\]+)?/v1");

    public Target {
        if (!BASE.matcher(baseUrl).matches()) {
            throw new IllegalArgumentException(
                    "base URL must be http(s)://HOST/v1, but was '" + baseUrl + "'");
        }
    }

    /** The gateway at this address, given with or without {@code /v1}, with the usual variables. */
    public static Target at(String url) {
        String bare = url.replaceFirst("/+$", "");
        return new Target(
                bare.endsWith("/v1") ? bare : bare + "/v1",
                "AIGATEWAY_API_KEY",
                "AIGATEWAY_BASE_URL",
                "AIGATEWAY_ADMIN_KEY");
    }

    /** The address without {@code /v1}, for clients that append it themselves. */
    public String root() {
        return baseUrl.substring(0, baseUrl.length() - "/v1".length());
    }
}
