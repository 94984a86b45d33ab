package io.aigateway.migrate.convert.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.RunTime;
import io.aigateway.migrate.RunTime.Heard;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.Written.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of each field that says something about the routing of a call. The gateway takes
 * these fields while it runs, so it is asked what it makes of them.
 */
final class CallFates {

    static final String COMPUTED =
            "computed where the program runs, so it cannot be judged here; the gateway takes it as it comes";

    private static final List<String> LEFT_OUT =
            List.of("transforms", "plugins", "session_id", "trace");
    private static final String NO_EFFECT = "without effect here, and named in x-aig-warning";

    private static final String NO_EFFECT_OF_A_PART = "without effect here";
    private static final String REFUSED =
            "with the models that the gateway ships, the whole call would be refused: ";

    /** The most candidates of one call, unless a rule says another number. */
    private static final int ATTEMPTS = 3;

    private final Body body;
    private final boolean translated;
    private final List<KeyFate> fates = new ArrayList<>();

    /**
     * @param translated whether a client of the source's writes the names of fields, which it calls
     *     otherwise
     */
    CallFates(Body body, boolean translated) {
        this.body = body;
        this.translated = translated;
    }

    /** The fates, in the order of the fields here. */
    List<KeyFate> all(String rule) {
        body.get("models").ifPresent(models -> models(models, rule));
        body.get("route").ifPresent(this::route);
        body.get("provider").ifPresent(this::provider);
        for (String field : LEFT_OUT) {
            body.get(field).ifPresent(value -> leftOut(body.path(field), value));
        }
        return fates;
    }

    private void models(Written models, String rule) {
        String path = body.path("models");
        Optional<List<String>> asked = body.models();
        if (!models.isConstant() || asked.isEmpty()) {
            tell(path, models, Fate.NOT_CARRIED, COMPUTED);
            return;
        }
        Heard heard = RunTime.of(request(asked.get()));
        String refused = heard.refused();
        if (refused != null) {
            tell(path, models, Fate.NOT_CARRIED, REFUSED + refused);
        } else if (!heard.ignored().isEmpty()) {
            String parts = String.join(", ", heard.ignored());
            tell(path, models, Fate.CHANGED, parts + ": " + NO_EFFECT);
        } else if (heard.models().size() > ATTEMPTS) {
            tell(
                    path,
                    models,
                    Fate.CHANGED,
                    "one call asks %d of these %d, unless 'attempts' of the rule '*' says more"
                            .formatted(ATTEMPTS, heard.models().size()));
        } else {
            String same = rule.isEmpty() ? "" : "; the rule '" + rule + "' says the same";
            tell(path, models, Fate.CARRIED, "asked in this order" + same);
        }
    }

    private void route(Written route) {
        if (route.is(Kind.TEXT) && route.text().equals("fallback")) {
            tell(
                    body.path("route"),
                    route,
                    Fate.CARRIED,
                    "what a list of models means here anyway");
        } else {
            tell(body.path("route"), route, Fate.NOT_CARRIED, "without effect here");
        }
    }

    private void leftOut(String path, Written value) {
        boolean nothing = value.isConstant() && value.is(Kind.LIST) && value.items().isEmpty();
        tell(
                path,
                value,
                nothing ? Fate.CHANGED : Fate.NOT_CARRIED,
                nothing ? "asks for nothing; take it out, for it is warned of" : NO_EFFECT);
    }

    private void provider(Written provider) {
        String path = body.path("provider");
        if (!provider.is(Kind.OBJECT)) {
            tell(path, provider, Fate.NOT_CARRIED, COMPUTED);
            return;
        }
        provider.entries().forEach((name, value) -> field(path + "." + name, name, value));
        body.models()
                .filter(models -> provider.isConstant())
                .ifPresent(models -> together(path, models, provider));
    }

    private void field(String path, String name, Written value) {
        String wire = translated ? ProviderFields.onTheWire(name) : name;
        if (name.equals(Written.SPREAD)) {
            spread(value);
        } else if (!ProviderFields.HEEDED.contains(wire)) {
            withoutEffect(path, wire, value);
        } else if (value.is(Kind.OBJECT)) {
            value.entries().forEach((part, one) -> part(path + "." + part, wire, part, one));
        } else if (!value.isConstant()) {
            tell(path, value, Fate.NOT_CARRIED, COMPUTED);
        } else {
            heard(path, value, Map.of(wire, value));
        }
    }

    /** What is taken in under a condition can be seen, and else nothing. */
    private void spread(Written spread) {
        String path = body.path("provider");
        if (spread.is(Kind.OBJECT)) {
            spread.entries().forEach((name, value) -> field(path + "." + name, name, value));
        } else {
            tell(path, spread, Fate.NOT_CARRIED, COMPUTED);
        }
    }

    private void part(String path, String wire, String part, Written value) {
        if (wire.equals("sort") && !part.equals("by")) {
            tell(path, value, Fate.NOT_CARRIED, NO_EFFECT_OF_A_PART);
        } else if (!value.isConstant() || part.equals(Written.SPREAD)) {
            tell(path, value, Fate.NOT_CARRIED, COMPUTED);
        } else {
            Written alone = Written.object(value.line(), Map.of(part, value));
            heard(path, value, Map.of(wire, alone));
        }
    }

    private void withoutEffect(String path, String wire, Written value) {
        String text = value.text();
        boolean known = ProviderFields.WITHOUT_EFFECT.contains(wire);
        if (known && (text.equals("false") || text.equals("allow"))) {
            tell(path, value, Fate.CHANGED, "asks for nothing; take it out, for it is warned of");
        } else if (ProviderFields.PRIVACY.contains(wire)) {
            tell(
                    path,
                    value,
                    Fate.NOT_CARRIED,
                    "the gateway does not know who keeps prompts: leave out of providers.yaml whom you do not trust");
        } else {
            tell(path, value, Fate.NOT_CARRIED, NO_EFFECT);
        }
    }

    /**
     * Asks for a call that leaves its model to the gateway, so that only the field can be wrong.
     */
    private void heard(String path, Written value, Map<String, Written> provider) {
        Heard heard = RunTime.of(asking("auto", provider));
        String refused = heard.refused();
        if (refused != null) {
            tell(path, value, Fate.NOT_CARRIED, "the call would be refused: " + refused);
        } else if (!heard.ignored().isEmpty()) {
            tell(path, value, Fate.NOT_CARRIED, NO_EFFECT);
        } else {
            String change = ProviderWishes.change(body, provider, heard.wishes().routing());
            tell(path, value, change.isEmpty() ? Fate.CARRIED : Fate.CHANGED, change);
        }
    }

    /** Each field may be good by itself, and all of them leave nobody. */
    private void together(String path, List<String> models, Written provider) {
        String alone = RunTime.of(request(models)).refused();
        String all = RunTime.of(request(models).set("provider", Body.json(provider))).refused();
        boolean told = fates.stream().anyMatch(fate -> fate.why().contains("refused"));
        if (alone == null && all != null && !told) {
            tell(path, provider, Fate.NOT_CARRIED, REFUSED + all);
        }
    }

    private static ObjectNode asking(String model, Map<String, Written> provider) {
        ObjectNode request = RunTime.question(model);
        request.set("provider", Body.json(Written.object(1, provider)));
        return request;
    }

    static ObjectNode request(List<String> models) {
        ObjectNode request = RunTime.question(models.get(0));
        models.stream().skip(1).forEach(model -> request.withArray("models").add(model));
        return request;
    }

    private void tell(String path, Written value, Fate fate, String why) {
        fates.add(new KeyFate(path, value.line(), fate, why));
    }
}
