package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.helicone.Models.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which models take another one's place. Helicone first chooses a provider, then asks that
 * provider's model of the list; a rule asks one after the other.
 */
final class Mappings {

    private static final String IN_TURN =
            "failover: the model itself first, then these; not by the router's strategy";

    private final Models models;
    private final Targets targets;
    private final Rules rules;

    Mappings(Models models, Targets targets, Rules rules) {
        this.models = models;
        this.targets = targets;
        this.rules = rules;
    }

    /**
     * A rule for each model that is mapped.
     *
     * @param asked the providers among which the router chooses; when there are none, all are
     */
    void read(Setting mapping, Scope scope, Set<String> asked) {
        if (!mapping.isMapping()) {
            mapping.dropped("this maps nothing");
        }
        Predicate<Found> wanted = found -> asked.isEmpty() || asked.contains(found.provider());
        mapping.fields().forEach((name, list) -> rule(name, list, scope, wanted));
    }

    private void rule(String name, Setting list, Scope scope, Predicate<Found> wanted) {
        List<Choice> parts = new ArrayList<>();
        models.named(name, scope).filter(wanted).ifPresent(own -> parts.add(own.choice()));
        targets.of(list, scope, wanted).values().forEach(found -> parts.add(found.choice()));
        if (parts.isEmpty()) {
            list.dropped("none of these models is one of a provider that is asked");
        } else if (rules.add(name, Choice.chain(parts), list)) {
            list.changed(IN_TURN);
        }
    }
}
