package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.helicone.Models.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which models take another one's place. Helicone first chooses a provider, then asks that
 * provider's model of the list; a rule asks one after the other.
 */
final class Mappings {

    private static final String IN_TURN =
            "failover: the model itself first, then these; not by the router's strategy";
    private static final String BY_SHARE =
            "weighted by the shares of the providers; when one fails, the others follow";

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
     * @param pool the providers among which the router chooses
     */
    void read(Setting mapping, Scope scope, Pool pool) {
        if (!mapping.isMapping()) {
            mapping.dropped("this maps nothing");
        }
        mapping.fields().forEach((name, list) -> rule(name, list, scope, pool));
    }

    private void rule(String name, Setting list, Scope scope, Pool pool) {
        Collection<Found> others = targets.of(list, scope, pool::asks).values();
        if (others.isEmpty()) {
            list.dropped("none of these models is one of a provider that is asked");
            return;
        }
        List<Found> found = new ArrayList<>();
        models.named(name, scope).filter(pool::asks).ifPresent(found::add);
        found.addAll(others);
        Choice choice = pool.choice(found);
        if (!rules.add(name, choice, list)) {
            return;
        }
        if (choice instanceof Choice.Shares) {
            pool.shared();
            list.changed(BY_SHARE);
        } else {
            list.changed(IN_TURN);
        }
    }
}
