package io.aigateway.pipeline;

import io.aigateway.account.Authentication.Known;
import io.aigateway.account.KeyRing;
import io.aigateway.call.Call;
import io.aigateway.call.Credentials;
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
    private static final String AUTHORIZATION = "authorization";

    /** The second is what Replicate's older clients write. */
    private static final List<String> SCHEMES = List.of("bearer ", "token ");

    private final KeyRing keys;

    public Authenticator(KeyRing keys) {
        this.keys = keys;
    }

    /** Where other gateways have their key, beside a provider's in {@code Authorization}. */
    private static final List<String> KEY_HEADERS_OF_OTHERS =
            List.of("x-portkey-api-key", "helicone-auth");

    /**
     * The call with its caller; 401 when there is no key, an unknown one, or two that differ; 400
     * when {@code Authorization} came twice. A bearer that is not the caller's key here, and that
     * it says is one of a provider's, is used at that provider.
     */
    public Call authenticate(@Variable("call") Call call) {
        WireHeaders headers = call.headers();
        Call known = call.by(caller(headers));
        String provider = call.request().wishes().bearerFor();
        String authorization = headers.get(AUTHORIZATION);
        if (authorization == null || !hasKeyOfOthers(headers)) {
            return known;
        }
        String bearer = bearer(authorization);
        if (bearer.isEmpty() || authenticated(bearer) != null) {
            return known;
        }
        return provider == null
                ? known.warning("the key in Authorization is not used")
                : known.with(new Credentials(Map.of(provider, bearer)));
    }

    private static boolean hasKeyOfOthers(WireHeaders headers) {
        return KEY_HEADERS_OF_OTHERS.stream().anyMatch(name -> headers.get(name) != null);
    }

    /** Who makes a request that is not a call to a model; 401 as for calls. */
    public Known identify(@Headers Map<String, Object> headers) {
        return caller(new WireHeaders(headers));
    }

    private Known caller(WireHeaders headers) {
        if (headers.repeated(AUTHORIZATION)) {
            throw Errors.repeatedHeader("Authorization").asException();
        }
        Set<String> secrets = secrets(headers);
        if (addKeysOfOthers(headers, secrets)) {
            return onlyOneOf(secrets);
        }
        if (secrets.size() > 1) {
            throw Errors.conflictingKeys().asException();
        }
        return known(secrets.isEmpty() ? null : secrets.iterator().next());
    }

    private static Set<String> secrets(WireHeaders headers) {
        Set<String> secrets = new LinkedHashSet<>();
        String authorization = headers.get(AUTHORIZATION);
        if (authorization != null) {
            secrets.add(bearer(authorization));
        }
        for (String name : KEY_HEADERS) {
            String value = headers.get(name);
            if (value != null) {
                secrets.add(bare(value));
            }
        }
        return secrets;
    }

    private static boolean addKeysOfOthers(WireHeaders headers, Set<String> secrets) {
        boolean any = false;
        for (String name : KEY_HEADERS_OF_OTHERS) {
            String value = headers.get(name);
            if (value != null) {
                secrets.add(bare(value));
                any = true;
            }
        }
        return any;
    }

    /**
     * Clients of other gateways send two keys, of which one may be a provider's or a placeholder;
     * what is a key of ours must be the only one.
     */
    private Known onlyOneOf(Set<String> secrets) {
        Known found = null;
        for (String secret : secrets) {
            Known known = authenticated(secret);
            if (known != null && found != null && !known.key().id().equals(found.key().id())) {
                throw Errors.conflictingKeys().asException();
            }
            found = known == null ? found : known;
        }
        if (found == null) {
            throw Errors.unknownKey().asException();
        }
        return found;
    }

    /** LiteLLM's clients write {@code Bearer} before the key in its own header, too. */
    private static String bare(String value) {
        String key = bearer(value);
        return key.isEmpty() ? value.trim() : key;
    }

    private static String bearer(String authorization) {
        for (String scheme : SCHEMES) {
            if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return authorization.substring(scheme.length()).trim();
            }
        }
        return "";
    }

    private @Nullable Known authenticated(String secret) {
        return keys.authenticate(secret) instanceof Known known ? known : null;
    }

    private Known known(@Nullable String secret) {
        Known known = secret == null ? null : authenticated(secret);
        if (known == null) {
            throw Errors.unknownKey().asException();
        }
        return known;
    }
}
