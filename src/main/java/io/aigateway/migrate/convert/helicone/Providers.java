package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.ProviderBook;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The providers that a file names, and what it says of their addresses. */
final class Providers {

    private static final String DEMO = "demo";
    private static final String OWN = "openai_like";
    private static final String UNKNOWN =
            "the gateway has no provider of that name: say who it is with --map NAME=PROVIDER";

    private final Shipped shipped;
    private final Map<String, String> slugs;
    private final ProviderBook book;

    /**
     * @param slugs which provider a name of theirs means, as the person said it
     */
    Providers(Shipped shipped, Map<String, String> slugs) {
        this.shipped = shipped;
        this.slugs = slugs;
        this.book = new ProviderBook(shipped);
    }

    /** The rows. */
    List<Map<String, Object>> rows() {
        return book.rows();
    }

    /** Reads what a file says of its providers; each gets its id at once. */
    Scope top(Optional<Setting> section) {
        Scope scope = within(section, Scope.NOTHING, "");
        scope.connections().forEach((name, connection) -> reserve(connection, name));
        return scope;
    }

    /** Reads what a router says of them, which holds instead of what the file says. */
    Scope within(Optional<Setting> section, Scope around, String router) {
        Map<String, Connection> connections = new LinkedHashMap<>(around.connections());
        section.map(Setting::fields)
                .orElse(Map.of())
                .forEach(
                        (name, said) ->
                                connection(name, said)
                                        .ifPresent(
                                                one -> connections.put(Shipped.form(name), one)));
        return new Scope(router, connections);
    }

    /** Who is meant by a name; empty when the gateway has no such provider. */
    Optional<Provided> named(String name, Scope scope) {
        return scope.named(name)
                .or(() -> kind(name).map(Connection::to))
                .map(connection -> new Provided(id(connection, name, scope), connection));
    }

    private String id(Connection connection, String name, Scope scope) {
        if (connection.kind().equals(OWN) && !scope.router().isEmpty()) {
            reserve(connection, name + "-" + scope.router());
        }
        return book.id(connection, List.of(scope.router(), name));
    }

    private void reserve(Connection connection, String name) {
        String id = connection.kind().equals(OWN) ? ProviderBook.slug(name) : connection.kind();
        boolean isId = id.matches("[a-z0-9][a-z0-9_-]*");
        if (!isId || !book.reserve(connection, id)) {
            book.id(connection, List.of(name));
        }
    }

    private Optional<Connection> connection(String name, Setting said) {
        Optional<String> kind = kind(name);
        Optional<Setting> base = said.get("base-url");
        if (kind.isEmpty() && base.isEmpty()) {
            said.dropped(UNKNOWN);
            return Optional.empty();
        }
        if (!said.isMapping()) {
            said.carried("a row of providers.yaml");
        }
        String url = base.isPresent() ? url(base.get(), name, kind.orElse(OWN)) : null;
        said.get("version").ifPresent(version -> tell(version, kind.orElse(OWN)));
        String key = kind.isPresent() ? null : "${" + variable(name) + ":}";
        return Optional.of(
                new Connection(kind.orElse(OWN), url, key, null, Map.of(), Map.of(), null));
    }

    private @Nullable String url(Setting base, String name, String kind) {
        String usual = kind.equals(OWN) ? "https://set.invalid/v1" : "" + row(kind).get("base-url");
        return BaseUrls.of(base, name, usual);
    }

    private void tell(Setting version, String kind) {
        boolean isSent =
                row(kind).get("headers") instanceof Map<?, ?> headers
                        && version.text().orElse("").equals(headers.get("anthropic-version"));
        if (isSent) {
            version.carried("the header anthropic-version");
        } else {
            version.dropped("a version is a header of the provider, or a part of its base-url");
        }
    }

    /** The shipped provider of a name; the one for demonstrations serves nobody's configuration. */
    private Optional<String> kind(String name) {
        return shipped.provider(slugs.getOrDefault(name, name))
                .map(row -> "" + row.get("id"))
                .filter(id -> !id.equals(DEMO));
    }

    private Map<String, Object> row(String kind) {
        return shipped.provider(kind).orElseThrow();
    }

    /** The variable that Helicone reads a key from. */
    private static String variable(String name) {
        String word = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return word.matches("[A-Z].*") ? word + "_API_KEY" : "PROVIDER_" + word + "_API_KEY";
    }

    /**
     * A provider of ours.
     *
     * @param id its id
     * @param connection how it is reached
     */
    record Provided(String id, Connection connection) {}
}
