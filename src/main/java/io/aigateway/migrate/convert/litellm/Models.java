package io.aigateway.migrate.convert.litellm;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.ModelBook;
import io.aigateway.migrate.convert.ProviderBook;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers and models of a configuration, and which of them stand behind each public name. */
final class Models {

    private final Connections connections;
    private final ModelFacts facts;
    private final ProviderBook providers;
    private final ModelBook models;
    private final Wildcards wildcards;
    private final PublicNames names;
    private final Map<String, List<Member>> groups = new LinkedHashMap<>();
    private final Map<String, String> byInfoId = new LinkedHashMap<>();

    Models(Deployments deployments, Connections connections, Shipped shipped, PublicNames names) {
        this.connections = connections;
        this.facts = new ModelFacts(shipped);
        this.providers = new ProviderBook(shipped);
        this.names = names;
        this.models = new ModelBook(names.reserved());
        this.wildcards = new Wildcards(shipped, providers, models);
        deployments.wildcards().forEach(wildcards::reserve);
        deployments.ordinary().stream()
                .map(Deployment::connection)
                .filter(Connection::isShipped)
                .forEach(connection -> providers.reserve(connection, connection.kind()));
        deployments.ordinary().forEach(this::add);
        wildcards.addShippedModels();
    }

    /** The providers. */
    ProviderBook providers() {
        return providers;
    }

    /** The models. */
    ModelBook models() {
        return models;
    }

    /** The wildcards. */
    Wildcards wildcards() {
        return wildcards;
    }

    /** What stands behind each public name, in the order of the file. */
    Map<String, List<Member>> groups() {
        return groups;
    }

    /**
     * What a name in a list of fallbacks leads to: the models of a public name, the one of a {@code
     * model_info.id}, or one that a wildcard lets through.
     */
    List<Member> behind(String name) {
        List<Member> group = groups.get(canonical(name));
        if (group != null) {
            return group;
        }
        return Optional.ofNullable(byInfoId.get(name))
                .or(() -> wildcards.model(name))
                .map(id -> List.of(plain(id)))
                .orElse(List.of());
    }

    private static Member plain(String id) {
        return new Member(id, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    private void add(Deployment deployment) {
        Entry entry = deployment.entry();
        String name = Deployments.publicName(deployment.name());
        String provider =
                providers.id(
                        deployment.connection(), connections.hints(entry, deployment.connection()));
        Map<String, Object> known = facts.of(deployment);
        String id = models.id(provider, deployment.served().upstream(), names.id(name), known);
        String group = canonical(name);
        if (!group.equals(name)) {
            entry.whole()
                    .get("model_name")
                    .ifPresent(
                            one ->
                                    one.changed(
                                            "names are the same whatever their case; this one joins '"
                                                    + group
                                                    + "'"));
        }
        groups.computeIfAbsent(group, first -> new ArrayList<>()).add(member(entry, id, known));
        entry.whole()
                .get("model_info")
                .flatMap(info -> info.get("id"))
                .flatMap(Setting::text)
                .ifPresent(infoId -> byInfoId.putIfAbsent(infoId, id));
    }

    /** The name as it is first written; names that we cannot tell apart are one. */
    String canonical(String written) {
        String name = Deployments.publicName(written);
        return groups.keySet().stream()
                .filter(group -> Spelling.alike(group).equals(Spelling.alike(name)))
                .findFirst()
                .orElse(name);
    }

    private static Member member(Entry entry, String id, Map<String, Object> facts) {
        Optional<Setting> weight = entry.param("weight").filter(one -> one.number().isPresent());
        weight.ifPresent(one -> one.carried("its share"));
        Optional<Setting> order = entry.param("order").filter(one -> one.number().isPresent());
        order.ifPresent(one -> one.carried("its place in the rule"));
        Optional<Setting> share = weight.or(() -> entry.param("rpm", "tpm"));
        return new Member(
                id,
                share.flatMap(Setting::number),
                order.flatMap(Setting::number),
                entry.param("tags").map(Setting::texts).orElse(List.of()),
                cost(facts));
    }

    private static Optional<BigDecimal> cost(Map<String, Object> facts) {
        return facts.get("price") instanceof Map<?, ?> price
                        && price.get("input") instanceof BigDecimal input
                        && price.get("output") instanceof BigDecimal output
                ? Optional.of(input.add(output))
                : Optional.empty();
    }
}
