package io.aigateway.migrate.convert.calls;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.RunTime;
import io.aigateway.migrate.RunTime.Heard;
import io.aigateway.migrate.convert.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules that take the place of what the source keeps on its servers, and of lists of models
 * that calls bring along. What a policy or preset says cannot be read from here: its rule asks the
 * models that a call names beside it, or else one that stands in, and says so.
 */
final class Stubs {

    /** Who stands in where nothing is known. */
    static final String STANDS_IN = "openai/gpt-5.4-mini";

    private static final int ATTEMPTS = 3;
    private static final int MOST_ATTEMPTS = 20;
    private static final int MOST_PLACES = 12;

    private final String source;
    private final Kept kept;
    private final Map<String, List<Mention>> mentions = new TreeMap<>();
    private final Map<List<String>, List<String>> chains = new LinkedHashMap<>();
    private final Map<List<String>, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    Stubs(String source, Kept kept) {
        this.source = source;
        this.kept = kept;
    }

    /** Takes note of a place that names such a thing. */
    void add(Mention mention) {
        mentions.computeIfAbsent(Spelling.alike(mention.rule()), rule -> new ArrayList<>())
                .add(mention);
    }

    /**
     * Takes note of a place that asks for several models.
     *
     * @param models their ids, best first
     * @return what the rule is called that says the same
     */
    String chain(List<String> models, String place) {
        chains.computeIfAbsent(models, chain -> new ArrayList<>()).add(place);
        return names.computeIfAbsent(models, this::name);
    }

    boolean isEmpty() {
        return mentions.isEmpty() && chains.isEmpty();
    }

    /** The document. */
    String text() {
        List<String> head = new ArrayList<>();
        head.add("Made of what the programs say to " + source + ".");
        if (!mentions.isEmpty()) {
            head.add(
                    "What a %s holds is on its servers: put its models in place of the lists below."
                            .formatted(kept.word()));
        }
        YamlText text = new YamlText(head, "rules");
        mentions.values().forEach(places -> stub(text, places.get(0).rule(), places));
        chains.forEach((models, places) -> chain(text, models, places));
        return text.toString();
    }

    private void stub(YamlText text, String rule, List<Mention> places) {
        Set<String> asked = new LinkedHashSet<>();
        places.forEach(place -> asked.addAll(place.models()));
        Set<String> models = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : asked) {
            Heard heard = RunTime.ofName(name);
            models.addAll(heard.models());
            if (heard.models().isEmpty()) {
                unknown.add(name);
            }
        }
        List<String> comment = new ArrayList<>();
        comment.add(rule + ", seen in " + listed(places.stream().map(Mention::place).toList()));
        if (models.isEmpty()) {
            comment.add(
                    "%s only stands in: write the models that the %s has at %s."
                            .formatted(STANDS_IN, kept.word(), source));
            models.add(STANDS_IN);
        } else {
            comment.add(
                    "These models are named in the calls: compare them with the %s at %s."
                            .formatted(kept.word(), source));
        }
        if (!unknown.isEmpty()) {
            comment.add("Not known here: " + String.join(", ", unknown));
        }
        row(text, comment, rule, List.copyOf(models));
    }

    private void chain(YamlText text, List<String> models, List<String> places) {
        row(
                text,
                List.of(
                        "What the calls in %s ask for by a list of their own."
                                .formatted(listed(places)),
                        "Nobody uses this rule until a call asks for it by its name."),
                String.valueOf(names.get(models)),
                models);
    }

    private static void row(YamlText text, List<String> comment, String rule, List<String> models) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model", rule);
        row.put("failover", models);
        if (models.size() > ATTEMPTS) {
            row.put("attempts", Math.min(MOST_ATTEMPTS, models.size()));
        }
        text.comment(comment).row(row);
    }

    private static String listed(List<String> places) {
        List<String> distinct = places.stream().distinct().toList();
        int more = distinct.size() - MOST_PLACES;
        return more <= 0
                ? String.join(", ", distinct)
                : String.join(", ", distinct.subList(0, MOST_PLACES))
                        + " and %d more".formatted(more);
    }

    /** The last parts of the first two names, and a number where another list has that name. */
    private String name(List<String> models) {
        String two = last(models.get(0)) + "-else-" + last(models.get(1));
        String name = models.size() == 2 ? two : two + "-else-" + (models.size() - 2) + "-more";
        String free = name;
        for (int number = 2; !taken.add(Spelling.alike(free)); number++) {
            free = name + "~" + number;
        }
        return free;
    }

    private static String last(String model) {
        return model.substring(model.lastIndexOf('/') + 1);
    }
}
