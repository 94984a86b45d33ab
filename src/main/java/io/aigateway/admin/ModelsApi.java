package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Reply;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Rule;
import io.aigateway.error.Errors;
import io.aigateway.money.Price;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import org.apache.camel.Variable;

/** {@code /v1/models}: what the caller may ask for. */
public final class ModelsApi {

    private static final String PREFIX = "/v1/models/";
    private static final int NEAREST_NAMES = 3;
    private static final int NANO_DECIMALS = 9;

    private final LiveCatalog catalog;
    private final long startedAt;

    public ModelsApi(LiveCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.startedAt = clock.instant().getEpochSecond();
    }

    /** Models that can be called now, and the public names of rules. */
    public Reply list(@Variable("request") ManagementRequest request) {
        Catalog now = catalog.current();
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        now.rules().all().stream()
                .filter(
                        rule ->
                                !rule.model().equals(Rule.EVERY_MODEL)
                                        && request.caller().mayUse(rule.model()))
                .forEach(rule -> data.add(header(rule.model(), "aigateway")));
        now.models().all().stream()
                .filter(model -> request.caller().mayUse(model.id()) && wanted(now, model, request))
                .sorted(Comparator.comparing(Model::id))
                .forEach(model -> data.add(view(model)));
        return Replies.ok(list);
    }

    private static boolean wanted(Catalog now, Model model, ManagementRequest request) {
        String provider = request.query("provider");
        boolean all = "true".equals(request.query("all"));
        boolean usable =
                model.route() != null
                        || now.providers()
                                .find(model.providerId())
                                .map(Provider::usable)
                                .orElse(false);
        return (all || usable) && (provider == null || provider.equals(model.providerId()));
    }

    /** One model; 404 with the nearest names when there is none. */
    public Reply show(@Variable("request") ManagementRequest request) {
        String id = request.wire().after(PREFIX);
        Catalog now = catalog.current();
        return now.models()
                .find(id)
                .filter(model -> request.caller().mayUse(model.id()))
                .map(model -> Replies.ok(view(model)))
                .orElseThrow(
                        () ->
                                Errors.modelNotFound(id, now.models().nearest(id, NEAREST_NAMES))
                                        .asException());
    }

    private ObjectNode header(String id, String owner) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "model")
                .put("created", startedAt)
                .put("owned_by", owner);
    }

    private ObjectNode view(Model model) {
        ObjectNode view = header(model.id(), model.providerId());
        model.limits().context().ifPresent(tokens -> view.put("context_window", tokens));
        model.limits().output().ifPresent(tokens -> view.put("max_output_tokens", tokens));
        view.put("modality", model.kind().name().toLowerCase(Locale.ROOT));
        model.capabilities().stream().sorted().forEach(view.putArray("capabilities")::add);
        model.knownPrice().ifPresent(price -> view.set("pricing", pricing(price)));
        return view;
    }

    /** In US dollars per million tokens. */
    private static ObjectNode pricing(Price price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("input", usd(price.base().input()))
                .put("output", usd(price.base().output()))
                .put("cached_input", usd(price.base().cachedInput()))
                .put("per_call", price.perCall().usd());
    }

    private static BigDecimal usd(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DECIMALS).stripTrailingZeros();
    }
}
