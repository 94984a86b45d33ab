package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.ProviderBook;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.WebAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Base URLs: Helicone's lead to a server and it appends {@code v1/chat/completions} and the like;
 * ours hold all of the path before {@code chat/completions}.
 */
final class BaseUrls {

    private static final Pattern VERSIONED = Pattern.compile(".*/v\\d[a-z0-9]*(/openai)?");
    private static final String NO_URL = "https://set-%s-base-url.invalid";

    private BaseUrls() {}

    /**
     * Our base URL for a setting; null when it leads to the server that our row has anyway.
     *
     * @param name what the file calls the provider
     * @param usual the address of our row
     */
    static @Nullable String of(Setting base, String name, String usual) {
        Optional<String> text = base.text().filter(WebAddress::isPlain);
        if (text.isEmpty()) {
            base.changed("this is no plain http(s) URL: write the right one into providers.yaml");
            String word = ProviderBook.slug(name).replace('_', '-');
            return NO_URL.formatted(word.isEmpty() ? "the" : word);
        }
        String bare = text.get().replaceFirst("/+$", "");
        String own = plain(usual);
        if (server(bare).equalsIgnoreCase(server(own))) {
            base.carried("the provider's usual address");
            return null;
        }
        String whole = bare + missing(bare, own.substring(server(own).length()));
        tell(base, bare, whole);
        return whole;
    }

    private static void tell(Setting base, String bare, String whole) {
        if (whole.equals(bare)) {
            base.carried("the base-url of the provider");
        } else {
            base.changed("the path that our wire needs is part of it: " + whole);
        }
    }

    /** What holds when none of the variables is set. */
    private static String plain(String template) {
        return template.replaceAll("\\$\\{[A-Za-z0-9_]+:", "").replace("}", "");
    }

    private static String server(String url) {
        return url.replaceFirst("(?<=[^/:])/.*$", "");
    }

    /** The end of the usual path that an address does not have yet. */
    private static String missing(String url, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (url.endsWith(path.substring(0, end))) {
                return path.substring(end);
            }
        }
        return VERSIONED.matcher(url).matches() ? "" : path;
    }
}
