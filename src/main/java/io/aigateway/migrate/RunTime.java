package io.aigateway.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.call.Request;
import io.aigateway.call.RequestReader;
import io.aigateway.call.WireHeaders;
import io.aigateway.call.Wishes;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Model;
import io.aigateway.compat.Dialects;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.error.GatewayException;
import io.aigateway.routing.Asked;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the running gateway makes of a call, asked of its own code with the providers and models
 * that it ships: what a migration says of a name or a field is what will happen to it.
 */
public final class RunTime {

    private RunTime() {}

    /** The shipped catalogue costs a part of a second to read, so only who asks pays for it. */
    private static final class Loaded {

        private static final LiveCatalog CATALOG =
                new LiveCatalog(new ConfigFiles(null), Environment.of(Map.of()));
        private static final Dialects DIALECTS = new Dialects(CATALOG, new Random(1), "");

        private Loaded() {}
    }

    /**
     * What becomes of a call.
     *
     * @param wishes what it is understood to want
     * @param models the ids of the models that it may come to, best first; empty when it is
     *     refused, or leaves the choice to the gateway
     * @param refused why it would be refused; null when it is not
     */
    public record Heard(Wishes wishes, List<String> models, @Nullable String refused) {

        /** The parts of it that have no effect, as a warning to the caller names them. */
        public List<String> ignored() {
            return wishes.ignored();
        }
    }

    /** What becomes of a call for a model of this name. */
    public static Heard ofName(String name) {
        return of(question(name));
    }

    /** The body of a call for a model, to which fields can be added. */
    public static ObjectNode question(String name) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", name);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        return body;
    }

    /** What becomes of a call with this body. */
    public static Heard of(JsonNode body) {
        Wishes wishes = Wishes.NONE;
        try {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            Request read = RequestReader.read(Api.CHAT, bytes);
            Request request = Loaded.DIALECTS.understood(read, new WireHeaders(Map.of()));
            wishes = request.wishes();
            List<String> models = Asked.by(request, catalog()).stream().map(Model::id).toList();
            return new Heard(wishes, models, null);
        } catch (GatewayException refused) {
            return new Heard(wishes, List.of(), refused.error().message());
        }
    }

    /** Whether a provider is known by this name. */
    public static boolean knowsProvider(String name) {
        return catalog().providers().find(name).isPresent();
    }

    private static Catalog catalog() {
        return Loaded.CATALOG.current();
    }
}
