package io.aigateway.migrate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided after all files were looked at. A variable is renamed in every file or in none.
 *
 * @param renamed old name of an environment variable to its new name
 * @param keptHosts hosts with port, such as {@code litellm:4000}, that go on being served
 * @param versions versions of libraries that the tree's manifests name, such as {@code spring-ai}
 */
public record EnvironmentNames(
        Map<String, String> renamed, Set<String> keptHosts, Map<String, String> versions) {

    public EnvironmentNames {
        renamed = Map.copyOf(renamed);
        keptHosts = Set.copyOf(keptHosts);
        versions = Map.copyOf(versions);
    }

    /** Without a manifest that names versions. */
    public EnvironmentNames(Map<String, String> renamed, Set<String> keptHosts) {
        this(renamed, keptHosts, Map.of());
    }

    /** The new name; empty when the variable keeps its own. */
    public Optional<String> renamed(String variable) {
        return Optional.ofNullable(renamed.get(variable));
    }

    /** Whether URLs keep this host. */
    public boolean keeps(String hostAndPort) {
        return keptHosts.contains(hostAndPort);
    }

    /** The version of a library; empty when the tree names none, or several. */
    public Optional<String> version(String library) {
        return Optional.ofNullable(versions.get(library));
    }
}
