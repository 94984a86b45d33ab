package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.SecretNames;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the provider of an entry is reached: address, key, headers, time limits. */
final class Connections {

    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "(?i)(none|null|empty|fake.*|dummy.*|anything|placeholder|not-?needed|no-?key|"
                            + "not-?used|unused|ignored|-|x+|sk-(1234|xxxx*|fake.*|none|dummy))");
    private static final Pattern SECRET_HEADER =
            Pattern.compile("(?i).*(auth|key|token|secret|cookie|password).*");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[ -~]+");

    private final Shipped shipped;
    private final BaseUrls urls;
    private final SecretNames secrets;
    private final TimeLimits limits;

    Connections(Shipped shipped, LiteLlmFacts facts, SecretNames secrets, TimeLimits limits) {
        this.shipped = shipped;
        this.urls = new BaseUrls(shipped, facts);
        this.secrets = secrets;
        this.limits = limits;
    }

    /**
     * The connections of an entry whose provider is spoken to: one, or one for each of its
     * organizations.
     */
    List<Connection> of(Entry entry, Served served) {
        Connection one = one(entry, served);
        Optional<Setting> organizations = entry.param("organization");
        if (organizations.isEmpty()) {
            return List.of(one);
        }
        organizations.get().carried("sent as a header");
        List<Connection> all = new ArrayList<>();
        for (Setting item : items(organizations.get())) {
            Map<String, String> headers = new LinkedHashMap<>(one.headers());
            headers.put("OpenAI-Organization", value(item, "OPENAI_ORGANIZATION", false));
            all.add(one.withHeaders(headers));
        }
        return all;
    }

    /**
     * Notes that an entry reads the usual variable of its provider, so that no other key gets it.
     */
    void reads(Entry entry, Served served) {
        if (served.isSpoken() && entry.param("api_key").isEmpty()) {
            secrets.reads(keyVariable(served.kind()));
        }
    }

    private static List<Setting> items(Setting setting) {
        return setting.isList() ? setting.items() : List.of(setting);
    }

    private Connection one(Entry entry, Served served) {
        Optional<Setting> base = entry.param("api_base", "base_url");
        String url = base.map(one -> urls.of(one, served.kind())).orElse(null);
        boolean otherServer = served.kind().equals("openai") && url != null;
        String kind = otherServer ? "openai_like" : served.kind();
        if (served.prefix().equals("azure_ai") && base.isEmpty()) {
            url = "${AZURE_AI_API_BASE:https://set-azure-ai-api-base.invalid}/openai/v1";
        }
        entry.param("api_version")
                .ifPresent(
                        version ->
                                version.changed(
                                        "Azure's v1 endpoint is asked, which takes no version"));
        Key key = key(entry, served, kind, url != null);
        return new Connection(
                kind, url, key.from(), key.auth(), headers(entry), limits.of(entry), null);
    }

    /** What a provider may be called after, when its kind's name is taken. */
    List<String> hints(Entry entry, Connection connection) {
        List<String> hints = new ArrayList<>();
        entry.param("litellm_credential_name").flatMap(Setting::text).ifPresent(hints::add);
        String url = connection.baseUrl();
        if (url != null) {
            hints.add(hostOf(url, connection.kind()));
        }
        String key = connection.apiKey();
        if (key != null) {
            String kind = connection.kind().replace('-', '_');
            String name = key.replaceAll("[^A-Za-z0-9_]", "").toLowerCase(Locale.ROOT);
            hints.add(name.replace(kind, "").replaceAll("_?api_?key_?|^_|_$", " ").strip());
        }
        return hints;
    }

    private static String hostOf(String url, String kind) {
        if (url.startsWith("${")) {
            String name = url.replaceFirst("^\\$\\{([^:}]*).*$", "$1").toLowerCase(Locale.ROOT);
            return name.replace(kind, "").replaceAll("_?(api_)?(base|url)(_url)?$|^_", "");
        }
        String authority = url.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        boolean isAddress = authority.matches("(localhost|[\\d.]+)(:\\d+)?");
        return isAddress
                ? authority.replaceFirst("^(localhost|0\\.0\\.0\\.0|127\\.0\\.0\\.1):", "")
                : authority.replaceFirst("[.:].*$", "");
    }

    /**
     * @param from where the key is read from, or null for the shipped variable
     * @param auth how it is told, or null for the shipped way
     */
    private record Key(@Nullable String from, @Nullable String auth) {}

    private Key key(Entry entry, Served served, String kind, boolean ownServer) {
        Optional<Setting> token = entry.param("azure_ad_token");
        if (token.isPresent()) {
            String from = from(token.get(), kind, "AZURE_AD_TOKEN");
            token.get()
                    .changed(
                            "sent as a bearer token; it is not renewed, so keep the variable fresh");
            return new Key(from, "bearer");
        }
        Optional<Setting> given = entry.param("api_key");
        if (given.isEmpty()) {
            String azureAi = served.prefix().equals("azure_ai") ? "${AZURE_AI_API_KEY:}" : null;
            return new Key(ownServer && isOpenAiLike(kind) ? "${OPENAI_API_KEY:}" : azureAi, null);
        }
        if (ownServer && PLACEHOLDER.matcher(given.get().text().orElse("")).matches()) {
            given.get().changed("a placeholder: the server is called without a key");
            return new Key(null, Connection.NO_AUTH);
        }
        return new Key(from(given.get(), kind, keyVariable(kind)), null);
    }

    /** Where a key is read from; null for the shipped variable. */
    private @Nullable String from(Setting key, String kind, String wanted) {
        Optional<String> variable = Entry.variable(key);
        if (variable.isPresent()) {
            key.carried("read from the same variable");
            boolean isFirst = shipped.keyTemplate(kind).startsWith("${" + variable.get() + ":");
            return isFirst ? null : "${" + variable.get() + ":}";
        }
        if (key.text().orElse("").startsWith("oidc/") || key.text().isEmpty()) {
            key.dropped("tokens are not fetched; put a key into the environment as " + wanted);
            return null;
        }
        String name = secrets.nameOf(key.text().orElse(""), wanted);
        key.changed(SecretNames.advice(name));
        return shipped.keyTemplate(kind).startsWith("${" + name + ":") ? null : "${" + name + ":}";
    }

    private Map<String, String> headers(Entry entry) {
        Map<String, String> headers = new LinkedHashMap<>();
        entry.param("extra_headers", "headers")
                .ifPresent(
                        all -> all.fields().forEach((name, value) -> header(headers, name, value)));
        return headers;
    }

    private void header(Map<String, String> headers, String name, Setting value) {
        boolean isSendable =
                value.text().filter(text -> PLAIN_VALUE.matcher(text).matches()).isPresent()
                        && (Entry.variable(value).isPresent()
                                || !value.text().orElse("").contains("${"));
        if (!HEADER_NAME.matcher(name).matches() || !isSendable) {
            value.dropped("this is no header that HTTP allows");
            return;
        }
        value.carried("sent with each call");
        headers.put(name, value(value, name, SECRET_HEADER.matcher(name).matches()));
    }

    private String value(Setting value, String name, boolean secret) {
        Optional<String> variable = Entry.variable(value);
        String text = value.text().orElse("");
        if (variable.isPresent() || !secret) {
            return variable.map(one -> "${" + one + ":}").orElse(text);
        }
        String wanted = secrets.nameOf(text, name);
        value.changed(SecretNames.advice(wanted));
        return "${" + wanted + ":}";
    }

    private static boolean isOpenAiLike(String kind) {
        return kind.equals("openai_like");
    }

    /** The variable that the provider's own SDK reads. */
    private String keyVariable(String kind) {
        String name = shipped.keyVariable(kind);
        return isOpenAiLike(kind) || name.isBlank() ? "OPENAI_LIKE_API_KEY" : name;
    }
}
