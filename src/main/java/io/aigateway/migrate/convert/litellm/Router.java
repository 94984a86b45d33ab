package io.aigateway.migrate.convert.litellm;

import io.aigateway.catalog.RuleTrigger;
import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.ModelBook;
import io.aigateway.migrate.convert.RuleBook;
import io.aigateway.migrate.convert.RuleTerms;
import io.aigateway.migrate.convert.Setting;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of a configuration: pools, fallbacks and aliases. */
final class Router {

    private static final String COST = "cost-based-routing";
    private static final String SHUFFLE = "simple-shuffle";

    private final Input input;
    private final Models models;
    private final Pool pool;
    private final Fallbacks fallbacks;
    private final Retries retries;
    private final RuleBook rules;
    private final long total;
    private final Set<String> known = new HashSet<>();

    Router(Input input, Models models) {
        this.input = input;
        this.models = models;
        this.pool = new Pool(byTags(), byCost());
        this.fallbacks = new Fallbacks(input, models);
        this.retries = new Retries(input);
        this.total = total();
        this.rules = new RuleBook(names());
        Set<String> all = new LinkedHashSet<>(models.groups().keySet());
        all.addAll(fallbacks.names());
        all.forEach(this::rule);
        aliases(input).forEach(this::alias);
        rules.everyModel(retries.everyModel(RuleTerms.USUAL.totalMillis()));
    }

    /** The rules. */
    RuleBook rules() {
        return rules;
    }

    /** The aliases of names: of the router, then of the library. */
    static Map<String, Setting> aliases(Input input) {
        Map<String, Setting> aliases = new LinkedHashMap<>();
        for (Optional<Setting> map :
                List.of(
                        input.router("model_group_alias"),
                        input.get("litellm_settings", "model_alias_map"))) {
            map.ifPresent(all -> all.fields().forEach(aliases::putIfAbsent));
        }
        return aliases;
    }

    private boolean byTags() {
        Optional<Setting> wanted = input.router("enable_tag_filtering");
        boolean byTags = wanted.flatMap(Setting::flag).orElse(false);
        wanted.ifPresent(
                one ->
                        one.changed(
                                "a call whose tags match nothing is served by the default, not refused; of several tags the first that matches decides"));
        input.router("tag_filtering_match_any")
                .ifPresent(
                        any -> {
                            if (any.flag().orElse(true)) {
                                any.carried("");
                            } else {
                                any.changed("one of a call's tags is enough");
                            }
                        });
        if (byTags) {
            input.entries().stream()
                    .filter(entry -> entry.whole().fate().isEmpty())
                    .forEach(
                            entry ->
                                    entry.param("tags")
                                            .ifPresent(
                                                    tags -> tags.carried("a branch of the rule")));
        }
        return byTags;
    }

    private boolean byCost() {
        Optional<Setting> strategy = input.router("routing_strategy");
        String name = strategy.flatMap(Setting::text).orElse(SHUFFLE);
        strategy.ifPresent(
                one -> {
                    if (name.equals(SHUFFLE)) {
                        one.carried("drawn in shares");
                    } else if (name.equals(COST)) {
                        one.changed("the cheapest first, as prices stand now");
                    } else {
                        one.changed(
                                "drawn in shares; a call may ask for routing.policy lowest_latency or highest_throughput");
                    }
                });
        return name.equals(COST);
    }

    /** How long one attempt may take, by the longest of the limits that are said. */
    private long total() {
        TimeLimits limits = new TimeLimits(input);
        return input.entries().stream()
                .flatMap(entry -> limits.longest(entry).stream())
                .max(Long::compare)
                .orElse(0L);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        models.groups().keySet().forEach(name -> names.add(Spelling.alike(name)));
        aliases(input).keySet().forEach(name -> names.add(Spelling.alike(name)));
        models.models().rows().forEach(row -> names.add(Spelling.alike("" + row.get("id"))));
        return names;
    }

    private void rule(String name) {
        Choice first = pool.of(models.behind(name));
        Choice whole = fallbacks.chain(first, name, pool);
        boolean isOneModel =
                whole instanceof Choice.One one && models.models().alias(one.target(), name);
        if (!isOneModel) {
            rules.rule(name, whole, terms(name, whole, !whole.equals(first)));
        }
    }

    private RuleTerms terms(String name, Choice whole, boolean withFallbacks) {
        long millis = Math.max(RuleTerms.USUAL.totalMillis(), total * whole.most());
        RuleTerms terms = retries.terms(name, whole, withFallbacks, millis);
        Set<RuleTrigger> triggers = EnumSet.noneOf(RuleTrigger.class);
        triggers.addAll(terms.fallbackOn());
        if (fallbacks.afterContextWindow(name)) {
            triggers.add(RuleTrigger.CONTEXT_WINDOW);
        }
        if (fallbacks.afterContentFilter(name)) {
            triggers.add(RuleTrigger.CONTENT_FILTER);
        }
        return new RuleTerms(triggers, terms.attempts(), terms.totalMillis());
    }

    private void alias(String alias, Setting setting) {
        Setting to = setting.get("model").orElse(setting);
        String target = to.text().orElse("");
        setting.get("hidden")
                .ifPresent(hidden -> hidden.dropped("each name is listed to those who may use it"));
        List<Member> behind = models.behind(target);
        if (behind.isEmpty() || !RuleBook.isName(alias)) {
            to.dropped("there is no model '" + target + "' in the result");
            return;
        }
        String name = models.canonical(target);
        if (Spelling.alike(alias).equals(Spelling.alike(name))) {
            to.carried("names are found whatever their case");
            return;
        }
        if (!known.add(Spelling.alike(alias))) {
            to.changed(
                    "names are found whatever their case, so this is the alias that stands before it");
            return;
        }
        if (!models.behind(alias).isEmpty()) {
            to.dropped("there is a model of that name too");
            return;
        }
        to.carried("");
        add(alias, name, behind);
    }

    private void add(String alias, String name, List<Member> behind) {
        Choice whole = fallbacks.chain(pool.of(behind), name, pool);
        boolean isOneModel =
                ModelBook.isName(alias)
                        && whole instanceof Choice.One one
                        && models.models().alias(one.target(), alias);
        if (!isOneModel) {
            boolean withFallbacks = !fallbacks.after(name).isEmpty();
            rules.rule(alias, whole, terms(name, whole, withFallbacks));
        }
    }
}
