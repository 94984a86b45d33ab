package io.aigateway.migrate.code;

import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Words;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a program there may be something to change. Most statements of most programs have
 * nothing to do with any model, and bringing their syntax over from the parser is what costs most.
 * In doubt it is everywhere: where a package of the source's is used, any name may stand for it.
 */
final class Focus {

    /** What rules look for, besides what the source's facts name. */
    private static final List<String> ALWAYS =
            List.of(
                    "://",
                    "model",
                    "authorization",
                    "bearer",
                    "import",
                    "require",
                    "v1/",
                    "header",
                    "litellm_proxy/",
                    "accounts/fireworks");

    /** Where names of models stand behind nothing that says so, or fields are variables. */
    private static final List<String> ANYWHERE = List.of("@ai-sdk", "BaseSettings");

    private static final Map<Source, Words> WORDS = new ConcurrentHashMap<>();

    private static final Focus EVERYWHERE = new Focus(null);

    private final int @Nullable [] places;

    private Focus(int @Nullable [] places) {
        this.places = places;
    }

    static Focus everywhere() {
        return EVERYWHERE;
    }

    static Focus of(String text, Dialect dialect, SourceFacts facts) {
        boolean anywhere = ANYWHERE.stream().anyMatch(text::contains);
        if (anywhere || takesAPackage(text, dialect, facts)) {
            return EVERYWHERE;
        }
        Words words = WORDS.computeIfAbsent(facts.source(), source -> Words.of(words(facts)));
        return new Focus(words.placesIn(text).toArray());
    }

    boolean isEverywhere() {
        return places == null;
    }

    /** Whether something of interest begins within a span. */
    boolean isIn(int start, int end) {
        if (places == null) {
            return true;
        }
        int found = Arrays.binarySearch(places, start);
        int next = found >= 0 ? found : -found - 1;
        return next < places.length && places[next] < end;
    }

    private static Set<String> words(SourceFacts facts) {
        Set<String> words = new LinkedHashSet<>(ALWAYS);
        Stream.of(
                        facts.needles(),
                        facts.keyVariables(),
                        facts.adminKeyVariables(),
                        facts.urlVariables(),
                        facts.keyPrefixes(),
                        facts.headers().keySet())
                .flatMap(Collection::stream)
                .map(one -> one.replace("*", ""))
                .forEach(words::add);
        return words;
    }

    /** Lines that may import what is known, whatever they look like. */
    private static boolean takesAPackage(String text, Dialect dialect, SourceFacts facts) {
        Set<String> modules = new LinkedHashSet<>();
        for (Known known : KnownFile.of(facts.source(), dialect.family())) {
            boolean whole = dialect.family() == Dialect.Family.JVM;
            known.names().forEach(name -> modules.add(whole ? name : module(name)));
        }
        return modules.stream().anyMatch(module -> isTaken(text, module));
    }

    /** What stands in an import: all of a path, otherwise up to the first dot. */
    private static String module(String name) {
        int slash = name.lastIndexOf('/');
        int dot = name.indexOf('.', Math.max(slash, 0));
        boolean path = slash > 0 && !name.startsWith("@");
        return path || dot < 0 ? name : name.substring(0, dot);
    }

    private static boolean isTaken(String text, String module) {
        for (int at = text.indexOf(module); at >= 0; at = text.indexOf(module, at + 1)) {
            int start = text.lastIndexOf('\n', at) + 1;
            String before = text.substring(start, at);
            boolean quoted = before.endsWith("\"") || before.endsWith("'");
            if (quoted || before.matches("(?s).*\\b(import|from|require|use)\\b.*")) {
                return true;
            }
        }
        return false;
    }
}
