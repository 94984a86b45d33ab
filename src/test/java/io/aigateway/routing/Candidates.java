package io.aigateway.routing;

import io.aigateway.call.Candidate;
import io.aigateway.catalog.Auth;
import io.aigateway.catalog.Capability;
import io.aigateway.catalog.Limits;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Quirks;
import io.aigateway.catalog.Rate;
import io.aigateway.catalog.Timeouts;
import io.aigateway.catalog.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Candidates that nobody will ever ask. */
final class Candidates {

    private Candidates() {}

    static Candidate of(String provider, String model, String key) {
        return new Candidate(
                new Model(
                        provider + "/" + model,
                        provider,
                        model,
                        List.of(),
                        null,
                        Limits.UNKNOWN,
                        Rate.UNLIMITED,
                        Set.of(Capability.CHAT),
                        Set.of(),
                        null),
                new Provider(
                        provider,
                        List.of(),
                        Wire.OPENAI,
                        "https://" + provider + ".example/v1",
                        key,
                        Auth.BEARER,
                        Map.of(),
                        Timeouts.DEFAULT,
                        Quirks.NONE,
                        Provider.DEFAULT_MAX_PARALLEL));
    }
}
