package io.aigateway.pipeline;

import io.aigateway.account.Authentication.Known;
import io.aigateway.account.KeyRing;
import io.aigateway.call.Call;
import io.aigateway.call.WireHeaders;
import io.aigateway.error.Errors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, from whichever of the usual headers the key is in. */
public final class Authenticator {

    private static final List<String> KEY_HEADERS =
            List.of("x-api-key", "api-key", "x-litellm-api-key");
    private static final String BEARER = "bearer ";

    private final KeyRing keys;

    public Authenticator(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * The call with its caller; 401 when there is no key, an unknown one, or two that differ; 400
     * when {@code Authorization} came twice.
     */
    public Call authenticate(@Variable("call") Call call) {
        return call.by(caller(call.headers()));
    }

    /** Who makes a request that is not a call to a model; 401 as for calls. */
    public Known identify(@Headers Map<String, Object> headers) {
        return caller(new WireHeaders(headers));
    }

    private Known caller(WireHeaders headers) {
        Set<String> secrets = new LinkedHashSet<>();
        String authorization = headers.get("authorization");
        if (headers.repeated("authorization")) {
            throw Errors.repeatedHeader("Authorization").asException();
        }
        if (authorization != null) {
            secrets.add(bearer(authorization));
        }
        for (String name : KEY_HEADERS) {
            String value = headers.get(name);
            if (value != null) {
                secrets.add(value.trim());
            }
        }
        if (secrets.size() > 1) {
            throw Errors.conflictingKeys().asException();
        }
        return known(secrets.isEmpty() ? null : secrets.iterator().next());
    }

    private static String bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).trim()
                : "";
    }

    private Known known(@Nullable String secret) {
        if (secret != null && keys.authenticate(secret) instanceof Known known) {
            return known;
        }
        throw Errors.unknownKey().asException();
    }
}
