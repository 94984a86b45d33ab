package io.aigateway.migrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a source; read from {@code META-INF/aigateway/migrate/<source>.yaml}.
 *
 * @param source whose facts these are
 * @param needles a file that holds none of these, in any case, has nothing to do with the source
 * @param apiBases prefixes of the URLs of its API, longest first, without a slash behind them
 * @param rootBases those of them to which a client appends {@code /v1} itself
 * @param manualBases those of them that a person moves: URL to reason
 * @param localBases URLs of a gateway that people run themselves; a match counts only where
 *     something else says that it is this source
 * @param namedBases the same, where the host's name says so
 * @param foreignHosts hosts that {@code namedBases} would take and that serve no API
 * @param keyVariables environment variables that hold a caller's key, the usual one first
 * @param adminKeyVariables environment variables that hold the key of the gateway's operator
 * @param urlVariables environment variables that hold the base URL, the usual one first
 * @param keyPrefixes how its keys begin; empty when they have no beginning of their own
 * @param manualPaths paths of its API that have no equal here
 * @param headers header in lower case, or its beginning and {@code *}, to fate: see {@link
 *     HeaderFate}
 * @param images names of its container images, without tag
 * @param packages names of its packages by language: {@code python}, {@code npm}
 */
public record SourceFacts(
        Source source,
        List<String> needles,
        List<String> apiBases,
        List<String> rootBases,
        Map<String, String> manualBases,
        List<Pattern> localBases,
        List<Pattern> namedBases,
        List<String> foreignHosts,
        List<String> keyVariables,
        List<String> adminKeyVariables,
        List<String> urlVariables,
        List<String> keyPrefixes,
        List<ManualPath> manualPaths,
        Map<String, String> headers,
        List<String> images,
        Map<String, List<String>> packages) {

    /** Prefixes that put a variable into what a browser gets; they are kept. */
    public static final List<String> CLIENT_PREFIXES =
            List.of("VITE_", "NEXT_PUBLIC_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_");

    /** The facts of a source. */
    public static SourceFacts of(Source source) {
        return FactsFile.read(source);
    }

    /**
     * All names of its environment variables, also with the prefixes of browsers; the usual ones
     * first.
     */
    public List<String> variables() {
        List<String> all = new ArrayList<>();
        for (String prefix : concat(List.of(""), CLIENT_PREFIXES)) {
            for (List<String> names : List.of(keyVariables, adminKeyVariables, urlVariables)) {
                names.forEach(name -> all.add(prefix + name));
            }
        }
        return all;
    }

    /** Those of {@link #variables()} that stand in a text, also as a part of a longer name. */
    public Set<String> variablesIn(String text) {
        Set<String> found = new HashSet<>();
        for (List<String> names : List.of(keyVariables, adminKeyVariables, urlVariables)) {
            for (String name : names) {
                for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                    found.add(name);
                    for (String prefix : CLIENT_PREFIXES) {
                        if (text.startsWith(prefix, at - prefix.length())) {
                            found.add(prefix + name);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Whether a variable of the source holds a key: a caller's, or the operator's. */
    public boolean holdsKey(String variable) {
        String prefix =
                CLIENT_PREFIXES.stream().filter(variable::startsWith).findFirst().orElse("");
        String name = variable.substring(prefix.length());
        return keyVariables.contains(name) || adminKeyVariables.contains(name);
    }

    /** What a variable of the source is called with us; empty when it is none. */
    public Optional<String> newName(String variable, Target target) {
        String prefix =
                CLIENT_PREFIXES.stream().filter(variable::startsWith).findFirst().orElse("");
        String name = variable.substring(prefix.length());
        if (keyVariables.contains(name)) {
            return Optional.of(prefix + target.keyVariable());
        }
        if (adminKeyVariables.contains(name)) {
            return Optional.of(prefix + target.adminKeyVariable());
        }
        return urlVariables.contains(name)
                ? Optional.of(prefix + target.urlVariable())
                : Optional.empty();
    }

    /** Whether a person moves every call of it, because its API is of another form. */
    public boolean movesNothing() {
        return localBases.isEmpty()
                && namedBases.isEmpty()
                && manualBases.keySet().containsAll(apiBases);
    }

    /** Whether a text may have to do with the source. */
    public boolean concerns(String text) {
        return needles.stream().anyMatch(needle -> containsIgnoringCase(text, needle));
    }

    /** Most characters of a text are not the first of the needle, and cost one comparison. */
    private static boolean containsIgnoringCase(String text, String needle) {
        char lower = Character.toLowerCase(needle.charAt(0));
        char upper = Character.toUpperCase(needle.charAt(0));
        for (int at = 0; at <= text.length() - needle.length(); at++) {
            char c = text.charAt(at);
            if ((c == lower || c == upper)
                    && text.regionMatches(true, at, needle, 0, needle.length())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> concat(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
