package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.Words;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.Written.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the bodies of calls among the objects of a file. */
final class Bodies {

    /** Under which name clients take fields that they do not know themselves. */
    private static final List<String> APART =
            List.of("extra_body", "extraBody", "additionalBodyProperties", "customParameters");

    /** What nothing but a call to a model has. */
    private static final List<String> OF_A_CALL = List.of("messages", "prompt");

    /** Fields that say something about routing. */
    private static final List<String> ROUTING =
            List.of("models", "provider", "preset", "fallbacks", "route", "transforms", "plugins");

    /** A name that is followed by a value, or stands for one in an object. */
    private static final Pattern FIELD =
            Pattern.compile(
                    "\\b(models|provider|preset|fallbacks|route|transforms|plugins|allow_?fallbacks"
                            + "|data_?collection|quantizations|require_?parameters|zdr|max_?price)"
                            + "\\b\\\\?[\"'`]?\\]?\\s{0,20}(=>|to\\b|[:=,}])",
                    Pattern.CASE_INSENSITIVE);

    /** With what each of them begins. */
    private static final Words FIELDS =
            Words.of(
                    List.of(
                            "models",
                            "provider",
                            "preset",
                            "fallbacks",
                            "route",
                            "transforms",
                            "plugins",
                            "allow",
                            "data",
                            "quantizations",
                            "require",
                            "zdr",
                            "max"));

    private final boolean code;
    private final Set<Written> seen = new HashSet<>();
    private final Set<Map<String, Written>> providers = new HashSet<>();
    private final List<Body> bodies = new ArrayList<>();

    private Bodies(boolean code) {
        this.code = code;
    }

    /**
     * The bodies, in the order of their objects but those with fields apart first.
     *
     * @param objects each before those within it
     * @param code whether they stand in a program
     */
    static List<Body> among(List<Written> objects, boolean code) {
        Bodies found = new Bodies(code);
        objects.forEach(found::withFieldsApart);
        objects.forEach(object -> found.add(new Body(object.entries(), "", List.of()), false));
        objects.forEach(found::wishesAlone);
        return found.bodies;
    }

    /** Whether there can be any in a text; the cheap question. */
    static boolean mayBeIn(String text) {
        Matcher field = FIELD.matcher(text).useTransparentBounds(true);
        return FIELDS.placesIn(text).anyMatch(at -> field.region(at, text.length()).lookingAt());
    }

    /** Wishes about providers that are put into a call elsewhere. */
    private void wishesAlone(Written object) {
        if (ProviderFields.canBeNothingElse(object) && providers.add(object.entries())) {
            bodies.add(new Body(Map.of("provider", object), "", List.of()));
        }
    }

    private void withFieldsApart(Written object) {
        for (String name : APART) {
            Written apart = object.entries().get(name);
            if (apart != null && apart.is(Kind.OBJECT)) {
                Map<String, Written> entries = new LinkedHashMap<>(object.entries());
                entries.remove(name);
                entries.putAll(apart.entries());
                List<String> names = List.copyOf(apart.entries().keySet());
                add(new Body(entries, name + ".", names), true);
            }
        }
    }

    /** One value is told once: what a name stands for is seen where it is used, too. */
    private void add(Body body, boolean apart) {
        List<Written> routing = ROUTING.stream().flatMap(name -> body.get(name).stream()).toList();
        boolean told = routing.stream().anyMatch(seen::contains);
        if (!routing.isEmpty() && !told && isOfACall(body, apart)) {
            seen.addAll(routing);
            body.get("provider").ifPresent(provider -> providers.add(provider.entries()));
            bodies.add(body);
        }
    }

    private boolean isOfACall(Body body, boolean apart) {
        boolean call = apart || OF_A_CALL.stream().anyMatch(body::has) || fallsBack(body);
        boolean model = code && body.has("model");
        return body.get("provider").filter(ProviderFields::isRouting).isPresent()
                || (call && body.get("provider").filter(one -> one.is(Kind.COMPUTED)).isPresent())
                || (call && body.has("models") && (apart || namesModels(body)))
                || (call && (body.has("transforms") || body.has("plugins") || fallsBack(body)))
                || (model && namesModels(body) && isList(body, "models"))
                || (model && isList(body, "fallbacks"))
                || ((call || body.has("model"))
                        && body.get("preset").filter(one -> one.is(Kind.TEXT)).isPresent());
    }

    private static boolean fallsBack(Body body) {
        return body.get("route").filter(one -> one.text().equals("fallback")).isPresent();
    }

    private static boolean namesModels(Body body) {
        return body.get("models")
                .filter(
                        one ->
                                one.is(Kind.COMPUTED)
                                        || one.texts().stream().anyMatch(m -> m.contains("/")))
                .isPresent();
    }

    private static boolean isList(Body body, String name) {
        return body.get(name).filter(one -> one.is(Kind.LIST)).isPresent();
    }
}
