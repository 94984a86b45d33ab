package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Base URLs: LiteLLM's lead to a server, ours to where a wire's paths are appended. */
final class BaseUrls {

    private static final String UNREACHABLE = "https://set-%s.invalid";

    private final Shipped shipped;
    private final Map<String, String> suffixes;

    BaseUrls(Shipped shipped, LiteLlmFacts facts) {
        this.shipped = shipped;
        this.suffixes = facts.table("suffixes");
    }

    /** Our base URL for a setting; null when it is the one that our row has anyway. */
    @Nullable String of(Setting base, String kind) {
        String template = template(kind);
        Optional<String> variable = Entry.variable(base);
        if (variable.isPresent()) {
            return ofVariable(base, variable.get(), kind, template);
        }
        String url = bare(base.text().orElse(""), kind);
        if (!isUsable(url)) {
            base.changed("this is no plain http(s) URL: write the right one into providers.yaml");
            return UNREACHABLE.formatted(Shipped.form(kind) + "-base-url") + suffix(kind);
        }
        String whole = withSuffix(url, suffix(kind));
        String server = whole.substring(0, whole.length() - suffix(kind).length());
        if (template.contains(":" + server + "}")) {
            base.carried("the provider's usual address");
            return null;
        }
        tell(base, whole);
        return whole;
    }

    private @Nullable String ofVariable(
            Setting base, String variable, String kind, String template) {
        if (template.contains("${" + variable + ":")) {
            base.carried("read from the same variable");
            return null;
        }
        base.carried("read from the same variable");
        String unset =
                UNREACHABLE.formatted(
                        variable.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("-$", ""));
        return "${" + variable + ":" + unset + "}" + suffix(kind);
    }

    private static void tell(Setting base, String whole) {
        String was = base.text().orElse("").replaceFirst("/+$", "");
        if (was.equals(whole)) {
            base.carried("");
        } else {
            base.changed("the path that our wire needs is part of it: " + whole);
        }
    }

    /** Without a query, a slash at its end, and what belongs to a single path. */
    private static String bare(String text, String kind) {
        String url = text.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        url = url.replaceFirst("/(chat/completions|completions|embeddings|v1/messages)$", "");
        if (kind.equals("azure")) {
            url = url.replaceFirst("/(openai|models)(/.*)?$", "");
        }
        return url.replaceFirst("/+$", "");
    }

    private static String withSuffix(String url, String suffix) {
        return url.endsWith(suffix) ? url : url + suffix;
    }

    /** What our row appends to the server's address, such as {@code /v1}. */
    private String suffix(String kind) {
        String known = suffixes.get(kind);
        String template = template(kind);
        return known == null ? template.substring(template.lastIndexOf('}') + 1) : known;
    }

    private String template(String kind) {
        return "" + shipped.provider(kind).orElseThrow().get("base-url");
    }

    private static boolean isUsable(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null && !url.contains("${");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
