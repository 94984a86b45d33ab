package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.RuleBook;
import io.aigateway.migrate.convert.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which entries of a model list can be served, and which are left out, and why. */
final class Deployments {

    private final List<Deployment> ordinary = new ArrayList<>();
    private final List<Deployment> wildcards = new ArrayList<>();
    private final Map<String, List<String>> leftOut = new LinkedHashMap<>();

    Deployments(Input input, ModelStrings strings, Connections connections) {
        input.entries()
                .forEach(
                        entry -> strings.of(entry).ifPresent(one -> connections.reads(entry, one)));
        for (Entry entry : input.entries()) {
            add(entry, strings, connections);
        }
    }

    /** Those of one model each. */
    List<Deployment> ordinary() {
        return ordinary;
    }

    /** Those that stand for many models. */
    List<Deployment> wildcards() {
        return wildcards;
    }

    /** What was left out: the public name with what stood behind it and why. */
    Map<String, List<String>> leftOut() {
        return leftOut;
    }

    private void add(Entry entry, ModelStrings strings, Connections connections) {
        Optional<Served> served = strings.of(entry);
        Optional<String> name = entry.name();
        if (served.isEmpty() || name.isEmpty()) {
            entry.whole().dropped("an entry needs model_name and litellm_params.model");
            return;
        }
        if (entry.param("model").flatMap(Entry::variable).isPresent()) {
            leaveOut(entry, served.get(), "which model it is stands in the environment");
            return;
        }
        if (!RuleBook.isName(publicName(name.get())) || served.get().upstream().contains("${")) {
            leaveOut(entry, served.get(), "this is no name that a model can have");
            return;
        }
        Optional<String> unserved = ModelFacts.unserved(entry);
        if (!served.get().isSpoken() || unserved.isPresent()) {
            leaveOut(entry, served.get(), unserved.orElse(served.get().unspoken()));
            return;
        }
        tellName(entry, name.get());
        for (Connection connection : connections.of(entry, served.get())) {
            Deployment made = new Deployment(entry, served.get(), connection);
            (made.isWildcard() ? wildcards : ordinary).add(made);
        }
    }

    private void leaveOut(Entry entry, Served served, String why) {
        entry.whole().dropped("the model is left out: " + why);
        String behind =
                entry.param("model").flatMap(Setting::text).orElse(served.upstream()) + ": " + why;
        leftOut.computeIfAbsent(entry.name().orElse(""), name -> new ArrayList<>()).add(behind);
    }

    private static void tellName(Entry entry, String name) {
        Setting setting = entry.whole().get("model_name").orElseThrow();
        if (publicName(name).equals(name)) {
            setting.carried("");
        } else {
            setting.changed("a name has no blanks: " + publicName(name));
        }
    }

    /** A name as we can have it: without blanks. */
    static String publicName(String name) {
        return name.strip().replaceAll("[\\p{Cntrl}\\s\\u00A0]+", "-");
    }
}
