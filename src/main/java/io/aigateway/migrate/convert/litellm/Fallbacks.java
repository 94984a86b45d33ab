package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The three kinds of fallbacks, and the default ones: which names follow a name. LiteLLM follows
 * the fallbacks of a fallback too, so a chain goes on through them, without going round.
 */
final class Fallbacks {

    private static final String EVERY = "*";

    private final Models models;
    private final Map<String, List<String>> general;
    private final Map<String, List<String>> contextWindow;
    private final Map<String, List<String>> contentPolicy;
    private final List<String> defaults = new ArrayList<>();

    Fallbacks(Input input, Models models) {
        this.models = models;
        this.general = new LinkedHashMap<>();
        general.putAll(read(input.router("fallbacks"), ""));
        String one = "asked after any other failure too: a rule has one chain";
        this.contextWindow = read(input.router("context_window_fallbacks"), one);
        this.contentPolicy = read(input.router("content_policy_fallbacks"), one);
        input.router("default_fallbacks")
                .ifPresent(list -> defaults.addAll(known(list, list.texts(), "")));
    }

    /** Whether a too long prompt is passed on. */
    boolean afterContextWindow(String name) {
        return contextWindow.containsKey(name);
    }

    /** Whether refused content is passed on. */
    boolean afterContentFilter(String name) {
        return contentPolicy.containsKey(name);
    }

    /** The names that others are told to fall back from. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(general.keySet());
        names.addAll(contextWindow.keySet());
        names.addAll(contentPolicy.keySet());
        names.remove(EVERY);
        return names;
    }

    /** The names that follow a name, nearest first. */
    List<String> after(String name) {
        Set<String> chain = new LinkedHashSet<>(Set.of(name));
        follow(name, chain);
        chain.remove(name);
        return List.copyOf(chain);
    }

    private void follow(String name, Set<String> chain) {
        for (Map<String, List<String>> kind : List.of(general, contextWindow, contentPolicy)) {
            for (String next : kind.getOrDefault(name, List.of())) {
                if (chain.add(next)) {
                    follow(next, chain);
                }
            }
        }
        if (!general.containsKey(name)) {
            chain.addAll(general.getOrDefault(EVERY, defaults));
        }
    }

    /** What a chain of names comes to. */
    Choice chain(Choice first, String name, Pool pool) {
        List<Choice> parts = new ArrayList<>(List.of(first));
        after(name).forEach(next -> parts.add(pool.of(models.behind(next))));
        return Choice.chain(parts);
    }

    private Map<String, List<String>> read(Optional<Setting> setting, String changed) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        setting.ifPresent(
                list -> {
                    List<Setting> maps = list.isList() ? list.items() : List.of(list);
                    maps.forEach(
                            map ->
                                    map.fields()
                                            .forEach(
                                                    (from, to) -> entry(names, from, to, changed)));
                });
        return names;
    }

    private void entry(Map<String, List<String>> names, String from, Setting to, String changed) {
        if (!from.equals(EVERY) && models.behind(from).isEmpty()) {
            to.dropped("there is no model '" + from + "' in the result");
            return;
        }
        boolean inTheChain =
                !to.texts().isEmpty()
                        && general.getOrDefault(models.canonical(from), List.of())
                                .containsAll(to.texts());
        String told = inTheChain ? "" : changed;
        List<String> targets = new ArrayList<>(to.isLeaf() ? to.texts() : List.of());
        if (!to.isLeaf()) {
            to.items()
                    .forEach(
                            item ->
                                    item.get("model")
                                            .or(() -> Optional.of(item))
                                            .ifPresent(
                                                    model ->
                                                            targets.addAll(
                                                                    known(
                                                                            model,
                                                                            model.texts(),
                                                                            told))));
        }
        List<String> known = to.isLeaf() ? known(to, targets, told) : targets;
        if (!known.isEmpty()) {
            names.computeIfAbsent(models.canonical(from), name -> new ArrayList<>()).addAll(known);
        }
    }

    private List<String> known(Setting place, List<String> names, String changed) {
        List<String> known =
                names.stream()
                        .filter(name -> !models.behind(name).isEmpty())
                        .map(models::canonical)
                        .toList();
        if (known.size() < names.size()) {
            List<String> missing = new ArrayList<>(names);
            missing.removeIf(name -> !models.behind(name).isEmpty());
            String why = "not in the result: " + String.join(", ", missing);
            if (known.isEmpty()) {
                place.dropped(why);
            } else {
                place.changed(why);
            }
        } else if (changed.isEmpty()) {
            place.carried("");
        } else {
            place.changed(changed);
        }
        return known;
    }
}
