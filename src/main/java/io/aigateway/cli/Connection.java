package io.aigateway.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which gateway to talk to, and with which key.
 *
 * @param base the gateway's address without {@code /v1} and without a slash at the end
 * @param key the key to send, or null when none was found
 * @param keySource where the key came from, in words for an error message
 */
record Connection(URI base, @Nullable String key, String keySource) {

    private static final String BASE_URL = "AIGATEWAY_BASE_URL";
    private static final String EXAMPLE = "http://127.0.0.1:8080";

    /**
     * Reads {@code AIGATEWAY_BASE_URL} (default: this machine, {@code AIGATEWAY_PORT} or 8080),
     * then the key: {@code AIGATEWAY_API_KEY}, {@code AIGATEWAY_ADMIN_KEY}, or the file that a
     * gateway left in its data folder.
     *
     * <p>The file is read for a gateway on this machine or when {@code AIGATEWAY_DATA} names its
     * folder, never otherwise: a local admin key must not travel to somebody else's server.
     *
     * @param dataFolders where to look for {@code admin-key} when {@code AIGATEWAY_DATA} is not set
     */
    static Connection from(Environment env, List<Path> dataFolders) {
        URI base = base(env);
        for (String name : List.of("AIGATEWAY_API_KEY", "AIGATEWAY_ADMIN_KEY")) {
            Optional<String> key = env.value(name);
            if (key.isPresent()) {
                return new Connection(base, sendable(key.get(), name), name);
            }
        }
        return adminKeyFile(env, base, dataFolders)
                .map(file -> new Connection(base, sendable(read(file), file), file.toString()))
                .orElseGet(() -> new Connection(base, null, ""));
    }

    /** The data folders of a gateway started here: {@code ./data}, then the user's own. */
    static List<Path> usualDataFolders(Environment env) {
        Path home = Path.of(env.value("HOME").orElse("."));
        Path shared = env.value("XDG_DATA_HOME").map(Path::of).orElse(home.resolve(".local/share"));
        return List.of(Path.of("data"), shared.resolve("aigateway"));
    }

    /** The full address of a path such as {@code /v1/models}. */
    URI address(String path) {
        return URI.create(base + path);
    }

    @Override
    public String toString() {
        return base + (key == null ? " without a key" : " with the key from " + keySource);
    }

    private static URI base(Environment env) {
        String port = env.value("AIGATEWAY_PORT").orElse("8080");
        String text = env.value(BASE_URL).orElse("http://127.0.0.1:" + port);
        String withScheme = text.contains("://") ? text : "http://" + text;
        try {
            URI uri = new URI(withScheme.replaceFirst("/+$", "").replaceFirst("/v1$", ""));
            if (usable(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(env, text);
        }
        throw notAnAddress(env, text);
    }

    private static boolean usable(URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return http
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private static CommandFailure notAnAddress(Environment env, String text) {
        String name = env.value(BASE_URL).isPresent() ? BASE_URL : "AIGATEWAY_PORT";
        // What stands before an @ may be a password.
        String shown = text.contains("@") ? "an address with a user name" : "'" + text + "'";
        return CommandFailure.wrongUsage(
                name
                        + " must give an http or https address such as "
                        + EXAMPLE
                        + ", but was "
                        + shown);
    }

    private static Optional<Path> adminKeyFile(Environment env, URI base, List<Path> folders) {
        Optional<Path> named = env.value("AIGATEWAY_DATA").map(Path::of);
        if (named.isEmpty() && !isThisMachine(base)) {
            return Optional.empty();
        }
        return named.map(List::of).orElse(folders).stream()
                .map(folder -> folder.resolve("admin-key"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static boolean isThisMachine(URI base) {
        String host = base.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CommandFailure.no(
                    "cannot read the admin key in "
                            + file
                            + ": run as the user that runs the gateway, or set AIGATEWAY_API_KEY");
        }
    }

    private static String sendable(String key, Object source) {
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw CommandFailure.wrongUsage(
                    source
                            + " holds a blank or a character that no key has; a key looks like"
                            + " sk-aig-...");
        }
        return key;
    }
}
