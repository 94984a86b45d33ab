package io.aigateway.usage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and who answered.
 *
 * @param modelAsked the model as the caller named it
 * @param modelServed the id of the model that answered, if one did
 * @param provider the provider that answered, if one did
 * @param attempts every try, in order
 */
public record Served(
        String modelAsked,
        @Nullable String modelServed,
        @Nullable String provider,
        List<Attempt> attempts) {

    public Served {
        attempts = List.copyOf(attempts);
    }

    /** A call that no provider was asked for. */
    public static Served byNobody(String modelAsked) {
        return new Served(modelAsked, null, null, List.of());
    }

    /**
     * What each provider's attempts cost. A call that has a cost and no attempts counts for the
     * provider that answered.
     */
    Map<String, Long> nanosByProvider(long total) {
        Map<String, Long> nanos = new HashMap<>();
        attempts.forEach(one -> nanos.merge(one.provider(), one.nanos(), Long::sum));
        nanos.values().removeIf(cost -> cost == 0);
        if (provider != null) {
            nanos.putIfAbsent(provider, attempts.isEmpty() ? total : 0);
        }
        return nanos;
    }

    /** The model under which the call is reported: the one that answered, else the one asked. */
    public String model() {
        return modelServed != null ? modelServed : modelAsked;
    }
}
