package io.aigateway.compat;

import io.aigateway.call.Request;
import io.aigateway.call.WireHeaders;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.error.GatewayException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Brings what clients of other gateways say (LiteLLM, OpenRouter, Portkey, Helicone, Requesty) into
 * our words. A call that says nothing of the kind costs a look at the names of its headers and
 * fields.
 */
public final class Dialects {

    private final LiveCatalog catalog;
    private final Shares shares;
    private final TagKeys tagKeys;

    /**
     * Words of others, against this catalogue.
     *
     * @param tagKeys a comma list of the properties that become tags; {@code *} for all
     */
    public Dialects(LiveCatalog catalog, RandomGenerator random, String tagKeys) {
        this.catalog = catalog;
        this.shares = new Shares(random);
        this.tagKeys = TagKeys.of(tagKeys);
    }

    /**
     * The request with its wishes.
     *
     * @throws GatewayException 400, naming the header or field, for what cannot be meant
     */
    public Request understood(Request request, WireHeaders headers) {
        Set<String> foreign = foreign(headers);
        boolean odd = anySpeaksOfMore(request.models());
        boolean user = tagKeys.takeUser() && request.body().hasNonNull(TagKeys.USER);
        if (foreign.isEmpty() && !odd && !user && !BodyWords.in(request.body())) {
            return request;
        }
        Draft draft = new Draft(catalog.current(), request.api());
        for (String name : foreign) {
            HeaderWords words = HeaderWords.of(name);
            if (words != null) {
                words.read(name, headers, draft, shares);
            }
        }
        BodyWords.read(request, draft);
        if (user) {
            draft.property(TagKeys.USER, request.body().path(TagKeys.USER).asText());
        }
        if (odd || draft.servedBy() != null || !draft.targets().isEmpty()) {
            ModelWords.readAll(request.models(), draft);
        }
        return request.wishing(draft.done(tagKeys));
    }

    /** The headers that are other gateways', in the order of their names. */
    private static Set<String> foreign(WireHeaders headers) {
        Set<String> names = null;
        for (String name : headers.names()) {
            if (HeaderWords.of(name) != null) {
                names = names == null ? new TreeSet<>() : names;
                names.add(name);
            }
        }
        return names == null ? Set.of() : names;
    }

    private static boolean anySpeaksOfMore(List<String> models) {
        for (String model : models) {
            if (ModelWords.speakOfMore(model)) {
                return true;
            }
        }
        return false;
    }
}
