package io.aigateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.account.ProviderKey;
import io.aigateway.account.ProviderKeys;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Credentials;
import io.aigateway.call.Plan;
import io.aigateway.catalog.Provider;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Decides with which key each provider of a plan is asked: one that the caller sends, one that it
 * names, one that its sub-account has stored, or else the operator's.
 */
public final class KeyChooser {

    private static final String HEADER = "x-byok-";
    private static final String FIELD = "provider_key_id";

    private final ProviderKeys keys;

    public KeyChooser(ProviderKeys keys) {
        this.keys = keys;
    }

    /**
     * The call with its caller's own keys, and without candidates that nobody has a key for.
     *
     * @throws GatewayException 400 for a key that cannot be meant, 404 for an id that is not the
     *     caller's, 503 when no candidate is left
     */
    public Call choose(@Variable("call") Call call) {
        Map<String, String> own = new HashMap<>(4);
        ProviderKey named = named(call);
        boolean sent = call.headers().hasNameStartingWith(HEADER);
        for (Candidate candidate : call.knownPlan().candidates()) {
            Provider provider = candidate.provider();
            String secret = secret(call, provider, named, sent);
            if (secret != null) {
                own.put(provider.id(), secret);
            }
        }
        requireUsed(named, own);
        boolean same = own.isEmpty() && call.credentials().byProvider().isEmpty();
        return withKeys(same ? call : call.with(new Credentials(own)));
    }

    /** What a call says in our words wins over what it says in another gateway's. */
    private @Nullable String secret(
            Call call, Provider provider, @Nullable ProviderKey named, boolean sent) {
        String secret = sent ? sent(call, provider, named) : null;
        if (secret != null || !takesKey(provider)) {
            return secret;
        }
        boolean chosen = named != null && named.provider().equals(provider.id());
        String told = chosen ? null : toldOtherwise(call, provider.id());
        String subAccount = call.knownCaller().key().subAccountId();
        return told == null ? stored(provider.id(), named, subAccount) : told;
    }

    private @Nullable ProviderKey named(Call call) {
        JsonNode id = call.request().body().get(FIELD);
        if (id == null || id.isNull()) {
            return null;
        }
        return keys.find(id.asText(), call.knownCaller().key().subAccountId())
                .orElseThrow(
                        () ->
                                Errors.notFound(
                                                "There is no provider key '"
                                                        + Errors.printable(id.asText())
                                                        + "'.")
                                        .about(FIELD)
                                        .asException());
    }

    private static @Nullable String sent(
            Call call, Provider provider, @Nullable ProviderKey named) {
        String name = HEADER + provider.id();
        String value = call.headers().get(name);
        if (value == null) {
            return null;
        }
        String secret = value.strip();
        if (!ProviderKeys.couldBeSecret(secret) || call.headers().repeated(name)) {
            throw wrong(name, "must hold one key of printable characters without blanks");
        }
        if (!takesKey(provider)) {
            throw wrong(name, "cannot be used: the provider takes no key");
        }
        if (named != null && named.provider().equals(provider.id())) {
            throw wrong(name, "and '" + FIELD + "' both choose a key; send one of them");
        }
        return secret;
    }

    /** A key that came in the words of another gateway. */
    private static @Nullable String toldOtherwise(Call call, String provider) {
        String secret =
                call.credentials()
                        .at(provider)
                        .orElseGet(() -> call.request().wishes().keys().get(provider));
        return secret != null && ProviderKeys.couldBeSecret(secret) ? secret : null;
    }

    private @Nullable String stored(
            String provider, @Nullable ProviderKey named, @Nullable String subAccount) {
        if (named != null && named.provider().equals(provider)) {
            return keys.reveal(named);
        }
        return subAccount == null
                ? null
                : keys.newest(subAccount, provider).map(keys::reveal).orElse(null);
    }

    /** Whoever needs no key is the operator's own, whatever a caller sends. */
    private static boolean takesKey(Provider provider) {
        return provider.wire().isRemote() && !provider.auth().isNone();
    }

    private static void requireUsed(@Nullable ProviderKey named, Map<String, String> own) {
        if (named != null && !own.containsKey(named.provider())) {
            throw wrong(
                    FIELD,
                    "is a key for provider '"
                            + named.provider()
                            + "', which does not serve this model");
        }
    }

    private static Call withKeys(Call call) {
        Plan plan = call.knownPlan();
        List<Candidate> usable = new ArrayList<>(plan.candidates());
        usable.removeIf(candidate -> !usable(call, candidate.provider()));
        if (usable.isEmpty()) {
            throw nobody(plan).asException();
        }
        return usable.size() == plan.candidates().size() ? call : call.planned(plan.with(usable));
    }

    private static boolean usable(Call call, Provider provider) {
        return provider.usable() || call.credentials().byProvider().containsKey(provider.id());
    }

    private static GatewayError nobody(Plan plan) {
        String providers =
                plan.candidates().stream()
                        .map(candidate -> candidate.provider().id())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return Errors.overloaded(
                "No key is configured for provider "
                        + providers
                        + ". Set its key in the gateway's environment (see config/providers.yaml), send your own (x-byok-PROVIDER), or use 'demo/echo'.");
    }

    private static GatewayException wrong(String field, String how) {
        return Errors.invalidRequest(field, "'" + field + "' " + how + ".").asException();
    }
}
