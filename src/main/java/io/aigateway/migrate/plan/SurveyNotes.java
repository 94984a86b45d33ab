package io.aigateway.migrate.plan;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.EnvironmentSurvey.Place;
import io.aigateway.migrate.EnvironmentSurvey.Staying;
import io.aigateway.migrate.EnvironmentSurvey.Use;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person has to know about variables beyond the files that were looked at. */
final class SurveyNotes {

    /** What these read is kept in secrets, which are told about by themselves. */
    private static final Set<FileKind> KEPT_OUTSIDE =
            Set.of(FileKind.GITHUB_ACTIONS, FileKind.KUBERNETES);

    private final EnvironmentSurvey survey;
    private final Migration migration;
    private final Map<String, List<Proposal>> notes = new HashMap<>();

    private SurveyNotes(EnvironmentSurvey survey, Migration migration) {
        this.survey = survey;
        this.migration = migration;
    }

    /** The notes by file. */
    static Map<String, List<Proposal>> of(EnvironmentSurvey survey, Migration migration) {
        SurveyNotes notes = new SurveyNotes(survey, migration);
        survey.variables().stream().sorted().forEach(notes::variable);
        survey.staying().forEach(notes::staying);
        return notes.notes;
    }

    private void variable(String variable) {
        List<Place> places = survey.placesOf(variable);
        Optional<String> name = migration.names().renamed(variable);
        if (name.isEmpty()) {
            kept(variable, places);
            return;
        }
        boolean told =
                places.stream()
                        .anyMatch(
                                place ->
                                        place.use() == Use.WRITTEN
                                                || KEPT_OUTSIDE.contains(place.file().kind()));
        if (!told) {
            note(
                    places.get(0),
                    "nothing here sets %s: set %s where this is run, such as in a secret of the build or the cluster"
                            .formatted(variable, name.get()));
        }
        isSentToBrowsers(variable, places.get(0));
    }

    /** Loud, for a key of the gateway's that a person puts there is sent to somebody else. */
    private void staying(Staying call) {
        List<String> held =
                survey.variables().stream()
                        .filter(name -> EnvironmentSurvey.sends(call, name, migration.facts()))
                        .sorted()
                        .toList();
        if (migration.facts().movesNothing()) {
            return;
        }
        String keys = held.isEmpty() ? "what it sends as a key" : String.join(", ", held);
        note(
                call.file(),
                call.offset(),
                call.offset(),
                "%s goes on to the old gateway from here (%s), so no name or value of a key is changed to the gateway's: move or take out this call, then run again; until then put no key of the gateway's there"
                        .formatted(keys, call.host()));
    }

    private boolean isHeld(String variable) {
        return survey.staying().stream()
                .anyMatch(call -> EnvironmentSurvey.sends(call, variable, migration.facts()));
    }

    private void kept(String variable, List<Place> places) {
        Optional<Place> fixed =
                places.stream().filter(place -> place.use() == Use.FIXED).findFirst();
        if (fixed.isPresent()) {
            note(
                    fixed.get(),
                    "%s keeps its name everywhere: %s".formatted(variable, fixed.get().why()));
            return;
        }
        if (isHeld(variable) && !migration.facts().movesNothing()) {
            // Told at the call itself.
            return;
        }
        migration
                .facts()
                .newName(variable, migration.target())
                .ifPresent(
                        name ->
                                note(
                                        places.get(0),
                                        migration.facts().movesNothing()
                                                ? "%s keeps its name: what reads it calls in a form that a person moves first"
                                                        .formatted(variable)
                                                : "%s keeps its name, for another variable becomes %s: give it a key or address of the gateway"
                                                        .formatted(variable, name)));
    }

    private void isSentToBrowsers(String variable, Place place) {
        boolean key = migration.facts().keyVariables().stream().anyMatch(variable::endsWith);
        if (key && SourceFacts.CLIENT_PREFIXES.stream().anyMatch(variable::startsWith)) {
            note(
                    place,
                    "%s is sent to every browser that opens the page: use a key with a small budget, or call from a server"
                            .formatted(variable));
        }
    }

    private void note(Place place, String why) {
        int end =
                Math.min(place.file().text().length(), place.offset() + place.variable().length());
        note(place.file(), place.offset(), end, why);
    }

    private void note(SourceFile file, int start, int end, String why) {
        notes.computeIfAbsent(file.shown(), shown -> new ArrayList<>())
                .add(Proposal.manual("variable", start, end, why, "variables"));
    }
}
