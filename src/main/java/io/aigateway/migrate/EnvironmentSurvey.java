package io.aigateway.migrate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who reads and who writes which environment variable, collected over all files before any is
 * renamed. Takes tellings from several threads.
 */
public final class EnvironmentSurvey {

    /** What a file does with a variable. */
    public enum Use {
        /** Its program asks for the value. */
        READ,
        /** It gives the value, or hands it on under a name. */
        WRITTEN,
        /** Something asks for it that is not in the file and cannot be told another name. */
        FIXED
    }

    /**
     * One place that uses a variable.
     *
     * @param variable its name
     * @param use what the file does with it
     * @param file the file
     * @param offset where it stands in it
     * @param why for {@link Use#FIXED}: what asks for it; otherwise empty
     */
    public record Place(String variable, Use use, SourceFile file, int offset, String why) {}

    private static final Comparator<Place> BY_FILE =
            Comparator.comparing((Place place) -> place.file().shown())
                    .thenComparingInt(Place::offset);

    private final Collection<Place> places = new ConcurrentLinkedQueue<>();
    private final Set<String> keptHosts = ConcurrentHashMap.newKeySet();
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** A program reads the variable here. */
    public void read(String variable, SourceFile file, int offset) {
        places.add(new Place(variable, Use.READ, file, offset, ""));
    }

    /** A file gives the variable its value here. */
    public void written(String variable, SourceFile file, int offset) {
        places.add(new Place(variable, Use.WRITTEN, file, offset, ""));
    }

    /**
     * Something reads the variable that cannot be told another name, such as a library that asks
     * for it by itself: the variable keeps its name everywhere.
     */
    public void fixed(String variable, SourceFile file, int offset, String why) {
        places.add(new Place(variable, Use.FIXED, file, offset, why));
    }

    /** A host, such as {@code litellm:4000}, goes on being served by the gateway: URLs keep it. */
    public void keepHost(String hostAndPort) {
        keptHosts.add(hostAndPort);
    }

    /** A manifest names the version of a library; of two that differ, neither counts. */
    public void version(String library, String version) {
        versions.merge(library, version, (one, other) -> one.equals(other) ? one : "");
    }

    /** The hosts that go on being served. */
    public Set<String> keptHosts() {
        return Set.copyOf(keptHosts);
    }

    /** All places of a variable, by file and offset. */
    public List<Place> placesOf(String variable) {
        return places.stream()
                .filter(place -> place.variable().equals(variable))
                .sorted(BY_FILE)
                .toList();
    }

    /** The variables that were seen. */
    public Set<String> variables() {
        Set<String> seen = new HashSet<>();
        places.forEach(place -> seen.add(place.variable()));
        return seen;
    }

    /**
     * Which variables are renamed, and to what: those of the source that nothing holds fast, and
     * none where all calls stay with the source until a person moves them. Of several that would
     * get the same name, the one that the facts name first gets it.
     */
    public EnvironmentNames names(SourceFacts facts, Target target) {
        Map<String, String> byNewName = new TreeMap<>();
        Map<String, String> names = new TreeMap<>();
        Set<String> seen = variables();
        for (String variable : facts.variables()) {
            if (seen.contains(variable) && isFree(variable) && !facts.movesNothing()) {
                Optional<String> name = facts.newName(variable, target);
                name.filter(n -> byNewName.putIfAbsent(n, variable) == null)
                        .ifPresent(n -> names.put(variable, n));
            }
        }
        Map<String, String> known = new TreeMap<>(versions);
        known.values().removeIf(String::isEmpty);
        return new EnvironmentNames(names, keptHosts, known);
    }

    private boolean isFree(String variable) {
        return places.stream()
                .noneMatch(place -> place.use() == Use.FIXED && place.variable().equals(variable));
    }
}
