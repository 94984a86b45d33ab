package io.aigateway.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One URL of a source's API inside a text. Only its base is replaced; what follows stays as it
 * stands, so a path, a query or the beginning of a template expression is kept.
 *
 * @param start where the base begins, with its scheme
 * @param end where the base ends; the path, if there is one, begins here
 * @param host the host and, if there is one, the port
 * @param rest what follows the base, up to the end of the URL
 * @param local whether it is a host on which anything may run: take it only where something else
 *     says that it is the source's
 * @param root whether the client appends {@code /v1} itself
 * @param manual why a person has to move it; null when it can be replaced
 */
public record ApiUrl(
        int start,
        int end,
        String host,
        String rest,
        boolean local,
        boolean root,
        @Nullable String manual) {

    /** A client that appends {@code /v1} is given nothing else; pages of the same host are. */
    private static final Pattern ROOT_REST = Pattern.compile("/?|/v1(\\W.*)?|/?[${].*");

    /** A key behind the base, as Helicone's proxies took it: {@code /v1/${HELICONE_API_KEY}}. */
    private static final Pattern KEY_IN_PATH = Pattern.compile("/[#$]?\\{?[\\w.\\['\"]*KEY\\b");

    private static final String KEY_IN_PATH_WHY =
            "a key in the path is not read; send it as Authorization";

    private static final String NEVER_IN_A_URL = " \t\r\n\"'`<>\\|,;()[]^";

    /** All of them, in order, local ones too. */
    public static List<ApiUrl> in(String text, SourceFacts facts) {
        List<ApiUrl> found = new ArrayList<>();
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int start = schemeBefore(text, at);
            if (start >= 0 && !continuesAWord(text, start)) {
                at(text, start, facts).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * Those of a file that are to be moved: without hosts that go on being served, and local ones
     * only where the file names the source.
     */
    public static List<ApiUrl> in(SourceFile file, Migration migration) {
        boolean named =
                file.text().toLowerCase(Locale.ROOT).contains(migration.facts().source().word());
        return in(file.text(), migration.facts()).stream()
                .filter(url -> named || !url.local)
                .filter(url -> url.manual != null || !migration.names().keeps(url.host))
                .toList();
    }

    /** What stands between {@link #start} and {@link #end} afterwards. */
    public String replacement(Target target) {
        return root ? target.root() : target.baseUrl();
    }

    /** The proposal for this URL in a text that it was found in. */
    public Proposal proposal(Target target) {
        if (manual != null) {
            return Proposal.manual("base-url", start, end + rest.length(), manual, "base-url");
        }
        return Proposal.rewritten(
                "base-url", start, end, replacement(target), "the gateway's base URL", "base-url");
    }

    private static Optional<ApiUrl> at(String text, int start, SourceFacts facts) {
        for (String base : facts.apiBases()) {
            int end = start + base.length();
            if (text.regionMatches(true, start, base, 0, base.length()) && endsAt(text, end)) {
                return Optional.of(of(text, start, end, false, facts))
                        .map(url -> url.leading(base, facts))
                        .filter(url -> !url.root || ROOT_REST.matcher(url.rest).matches());
            }
        }
        return pattern(text, start, facts.namedBases())
                .map(end -> of(text, start, end, false, facts))
                .filter(url -> !facts.foreignHosts().contains(url.host))
                .or(
                        () ->
                                pattern(text, start, facts.localBases())
                                        .map(end -> of(text, start, end, true, facts)));
    }

    private static Optional<Integer> pattern(String text, int start, List<Pattern> patterns) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(text).region(start, text.length());
            if (matcher.lookingAt() && endsAt(text, matcher.end())) {
                return Optional.of(matcher.end());
            }
        }
        return Optional.empty();
    }

    private static ApiUrl of(String text, int start, int end, boolean local, SourceFacts facts) {
        int hostStart = text.indexOf("://", start) + 3;
        int hostEnd = hostStart;
        while (hostEnd < end && text.charAt(hostEnd) != '/') {
            hostEnd++;
        }
        String host = text.substring(hostStart, hostEnd).toLowerCase(Locale.ROOT);
        String rest = text.substring(end, endOfUrl(text, end));
        String manual =
                facts.manualPaths().stream()
                        .filter(path -> path.covers(rest))
                        .map(ManualPath::why)
                        .findFirst()
                        .or(() -> keyInPath(text, end))
                        .orElse(null);
        return new ApiUrl(start, end, host, rest, local, false, manual);
    }

    private static Optional<String> keyInPath(String text, int end) {
        boolean found = KEY_IN_PATH.matcher(text).region(end, text.length()).lookingAt();
        return found ? Optional.of(KEY_IN_PATH_WHY) : Optional.empty();
    }

    private ApiUrl leading(String base, SourceFacts facts) {
        String reason = facts.manualBases().getOrDefault(base, manual);
        boolean toRoot = facts.rootBases().contains(base);
        return new ApiUrl(start, end, host, rest, local, toRoot, reason);
    }

    private static int schemeBefore(String text, int colon) {
        for (String scheme : List.of("https", "http")) {
            int start = colon - scheme.length();
            if (start >= 0 && text.regionMatches(true, start, scheme, 0, scheme.length())) {
                return start;
            }
        }
        return -1;
    }

    /** Also a slash: {@code https://proxy/https://…} belongs to the proxy. */
    private static boolean continuesAWord(String text, int start) {
        return start > 0
                && (Character.isLetterOrDigit(text.charAt(start - 1))
                        || text.charAt(start - 1) == '/');
    }

    private static boolean endsAt(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char next = text.charAt(end);
        if (next == '.' || next == ':' || next == '-') {
            return end + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(end + 1));
        }
        return !Character.isLetterOrDigit(next) && next != '_' && next != '@';
    }

    private static int endOfUrl(String text, int from) {
        int end = from;
        while (end < text.length() && NEVER_IN_A_URL.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
