package io.aigateway.migrate;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

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

    /**
     * A call that goes on to the source, because nothing here is its equal, and sends a key there.
     *
     * @param file where it stands
     * @param offset where its address begins
     * @param host where it goes
     * @param variables the source's variables whose keys it may send; empty when that cannot be
     *     seen, so that it may be any
     */
    public record Staying(SourceFile file, int offset, String host, Set<String> variables) {}

    /** Where a name that stands twice is a mistake. */
    private static final Set<FileKind> NAMED_ONCE =
            Set.of(
                    FileKind.COMPOSE,
                    FileKind.KUBERNETES,
                    FileKind.HELM,
                    FileKind.TERRAFORM,
                    FileKind.GITHUB_ACTIONS,
                    FileKind.PROPERTIES,
                    FileKind.YAML,
                    FileKind.JSON,
                    FileKind.TOML);

    private static final Comparator<Place> BY_FILE =
            Comparator.comparing((Place place) -> place.file().shown())
                    .thenComparingInt(Place::offset);

    private final Collection<Place> places = new ConcurrentLinkedQueue<>();
    private final Collection<Staying> staying = new ConcurrentLinkedQueue<>();
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

    /**
     * A call here goes on to the source and sends a key there: no key of the gateway's may take the
     * place of that one, in no file.
     *
     * @param variables those that hold the key; empty when it may be any
     */
    public void stays(SourceFile file, int offset, String host, Set<String> variables) {
        staying.add(new Staying(file, offset, host, Set.copyOf(variables)));
    }

    /**
     * Takes over what another survey was told of a program that is held in a file.
     *
     * @param file what holds it
     * @param placeOf where a character of the program stands in the file
     */
    public void takeOver(EnvironmentSurvey other, SourceFile file, IntUnaryOperator placeOf) {
        for (Place place : other.places) {
            int offset = placeOf.applyAsInt(place.offset());
            places.add(new Place(place.variable(), place.use(), file, offset, place.why()));
        }
        for (Staying call : other.staying) {
            stays(file, placeOf.applyAsInt(call.offset()), call.host(), call.variables());
        }
        keptHosts.addAll(other.keptHosts);
        other.versions.forEach(this::version);
    }

    /** The calls that go on to the source with a key, by file; not those to a host that is kept. */
    public List<Staying> staying() {
        return staying.stream()
                .filter(call -> !keptHosts.contains(call.host()))
                .sorted(
                        Comparator.comparing((Staying call) -> call.file().shown())
                                .thenComparingInt(Staying::offset))
                .toList();
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
     * none where all calls stay with the source until a person moves them, nor one whose key a call
     * that stays sends there. Several may get the same name, but not in a file where a name stands
     * once, such as YAML: there it gets the one that the facts name first, unless the file has the
     * name already. So the next survey of the same tree finds nothing to rename.
     */
    public EnvironmentNames names(SourceFacts facts, Target target) {
        Map<String, String> names = new TreeMap<>();
        Set<String> seen = variables();
        List<Staying> calls = staying();
        for (String variable : facts.variables()) {
            boolean free =
                    isFree(variable) && calls.stream().noneMatch(c -> sends(c, variable, facts));
            if (seen.contains(variable) && free && !facts.movesNothing()) {
                facts.newName(variable, target)
                        .filter(name -> !isTaken(variable, name, names))
                        .ifPresent(name -> names.put(variable, name));
            }
        }
        Map<String, String> known = new TreeMap<>(versions);
        known.values().removeIf(String::isEmpty);
        return new EnvironmentNames(names, keptHosts, known, !calls.isEmpty());
    }

    /** Whether a file where names stand once has the new name, or gets it by another variable. */
    private boolean isTaken(String variable, String name, Map<String, String> names) {
        Set<SourceFile> files = filesOf(variable);
        boolean there = files.stream().anyMatch(file -> holdsWord(file.text(), name));
        return there
                || names.entrySet().stream()
                        .filter(other -> other.getValue().equals(name))
                        .anyMatch(other -> !Collections.disjoint(files, filesOf(other.getKey())));
    }

    private Set<SourceFile> filesOf(String variable) {
        return places.stream()
                .filter(place -> place.variable().equals(variable))
                .map(Place::file)
                .filter(file -> NAMED_ONCE.contains(file.kind()))
                .collect(Collectors.toSet());
    }

    private static boolean holdsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !isOfAName(text.charAt(at - 1));
            if (begins && (end == text.length() || !isOfAName(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Whether a call that stays may send the key that a variable holds. */
    public static boolean sends(Staying call, String variable, SourceFacts facts) {
        return call.variables().isEmpty()
                ? facts.holdsKey(variable)
                : call.variables().contains(variable);
    }

    private boolean isFree(String variable) {
        return places.stream()
                .noneMatch(place -> place.use() == Use.FIXED && place.variable().equals(variable));
    }
}
