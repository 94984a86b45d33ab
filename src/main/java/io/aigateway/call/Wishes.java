package io.aigateway.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says in the words of other gateways (OpenRouter's {@code provider}, Portkey's
 * headers, …), brought into ours. A call that says nothing of the kind has {@link #NONE}.
 *
 * @param names the models to ask for instead of those in the body, best first; empty for those
 * @param routing which providers may be asked, and in which order
 * @param effort how hard is tried
 * @param tags the tags it stands for; each could be a tag by itself
 * @param properties what it says about itself, for conditions on {@code metadata.NAME}
 * @param keys the caller's own keys, by the provider's id
 * @param bearerFor the provider that the bearer in {@code Authorization} is a key of, when the
 *     gateway's own key came in another header; null for none
 * @param ignored the headers and fields that have no effect here
 */
public record Wishes(
        List<String> names,
        Routing routing,
        Effort effort,
        List<String> tags,
        Map<String, String> properties,
        Map<String, String> keys,
        @Nullable String bearerFor,
        List<String> ignored) {

    /** Those of a call that says nothing in the words of others. */
    public static final Wishes NONE =
            new Wishes(
                    List.of(),
                    Routing.ANY,
                    Effort.USUAL,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    null,
                    List.of());

    public Wishes {
        names = List.copyOf(names);
        tags = List.copyOf(tags);
        properties = Map.copyOf(properties);
        keys = Map.copyOf(keys);
        ignored = List.copyOf(ignored);
    }

    /** Shows neither keys nor values. */
    @Override
    public String toString() {
        return "Wishes[names=%s, properties=%s, keys=%s, ignored=%s]"
                .formatted(names, properties.keySet(), keys.keySet(), ignored);
    }

    /** What the candidates are sorted by. */
    public enum Sort {
        /** Nothing: as they are listed. */
        NONE,
        /** The cheapest first. */
        PRICE,
        /** The quickest to its first token first. */
        LATENCY,
        /** The fastest in tokens a second first. */
        THROUGHPUT
    }

    /**
     * Which providers may be asked. Providers are named as the caller wrote them.
     *
     * @param sort what the candidates are sorted by
     * @param first the providers to be asked first, best first; the others follow
     * @param only the only providers that may be asked; empty for any
     * @param never the providers that must not be asked
     * @param dearestInput the most that a million input tokens may cost, in nano-dollars
     * @param dearestOutput the same of output tokens
     * @param fallback whether a second candidate may be asked
     */
    public record Routing(
            Sort sort,
            List<String> first,
            List<String> only,
            List<String> never,
            OptionalLong dearestInput,
            OptionalLong dearestOutput,
            boolean fallback) {

        /** Any provider, in the usual order. */
        public static final Routing ANY =
                new Routing(
                        Sort.NONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        true);

        public Routing {
            first = List.copyOf(first);
            only = List.copyOf(only);
            never = List.copyOf(never);
        }
    }

    /**
     * How hard is tried; never harder than the model's rule says.
     *
     * @param attempts the most candidates that are asked, at least 1; empty for the rule's
     * @param total the longest time to the first byte; null for the rule's
     */
    public record Effort(OptionalInt attempts, @Nullable Duration total) {

        /** As the rule says. */
        public static final Effort USUAL = new Effort(OptionalInt.empty(), null);

        public Effort {
            if (attempts.isPresent() && attempts.getAsInt() < 1) {
                throw new IllegalArgumentException(
                        "attempts must be at least 1, but was " + attempts.getAsInt());
            }
            if (total != null && (total.isZero() || total.isNegative())) {
                throw new IllegalArgumentException("total must be positive, but was " + total);
            }
        }
    }
}
