package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Weights;
import io.aigateway.migrate.convert.helicone.Models.Found;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The providers among which a router chooses; any, when it names none. */
final class Pool {

    private static final String BY_SHARE =
            "the shares hold for the models that are mapped; another model is asked where its name says";
    private static final String BY_PROVIDER =
            "a rule leads to models, and this names providers: write 'models' into rules.yaml, or let calls say routing.providers";
    private static final String BY_LATENCY =
            "a rule leads to models, and this names providers: let calls say routing.policy lowest_latency, with routing.providers";

    private final Map<String, BigDecimal> shares = new LinkedHashMap<>();
    private final Map<Setting, List<String>> unknown = new LinkedHashMap<>();
    private boolean isShared;

    /** A pool of all these, in which shares do not decide. */
    static Pool union(Collection<Pool> pools) {
        Pool all = new Pool();
        pools.forEach(
                pool -> pool.shares.keySet().forEach(id -> all.shares.put(id, BigDecimal.ZERO)));
        return all;
    }

    /**
     * A provider that is asked.
     *
     * @param share its part of the calls; 0 where the quickest is asked
     */
    void add(String provider, BigDecimal share) {
        shares.merge(provider, share, BigDecimal::max);
    }

    /** Where the providers were named, and those names that are not known. */
    void namedIn(Setting balance, List<String> notKnown) {
        unknown.put(balance, notKnown);
    }

    /** Whether a model is of a provider that is asked. */
    boolean asks(Found model) {
        return shares.isEmpty() || shares.containsKey(model.provider());
    }

    /**
     * By shares when they decide among these, each provider with its first; else one after the
     * other.
     *
     * @param models at least one, all of them asked
     */
    Choice choice(List<Found> models) {
        Map<String, Found> firsts = new LinkedHashMap<>();
        models.forEach(model -> firsts.putIfAbsent(model.provider(), model));
        Map<Choice, BigDecimal> weights = new LinkedHashMap<>();
        firsts.forEach(
                (provider, model) -> {
                    BigDecimal share = shares.getOrDefault(provider, BigDecimal.ZERO);
                    if (share.signum() > 0) {
                        weights.put(model.choice(), share);
                    }
                });
        if (weights.size() < 2) {
            return Choice.chain(models.stream().map(Found::choice).toList());
        }
        return Weights.shares(weights);
    }

    /** A rule was made in which the shares hold. */
    void shared() {
        isShared = true;
    }

    /** Tells what became of the choice among providers. */
    void tell() {
        unknown.forEach(
                (balance, names) -> {
                    String also =
                            names.isEmpty() ? "" : "; not known here: " + String.join(", ", names);
                    if (isShared) {
                        balance.changed(BY_SHARE + also);
                    } else if (shares.values().stream().anyMatch(share -> share.signum() > 0)) {
                        balance.dropped(BY_PROVIDER + also);
                    } else {
                        balance.dropped(BY_LATENCY + also);
                    }
                });
    }
}
