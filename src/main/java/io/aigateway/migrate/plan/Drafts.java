package io.aigateway.migrate.plan;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.Choices;
import io.aigateway.migrate.EnvironmentNames;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import io.aigateway.migrate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is proposed for each file. A file is read once: it tells what it does with variables and
 * what would change if all goes as usual. Only where the survey of all files then decides otherwise
 * is it read again. What a rewriter cannot cope with is left whole, and then nothing that it reads
 * is renamed anywhere.
 */
final class Drafts {

    /** What was proposed, and under which decisions. */
    private record Draft(EnvironmentNames names, List<Proposal> proposals) {}

    private final List<SourceFile> files;
    private final List<Rewriter> rewriters;
    private final SourceFacts facts;
    private final Target target;
    private final Choices choices;
    private final EnvironmentSurvey survey = new EnvironmentSurvey();
    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    Drafts(
            List<SourceFile> files,
            List<Rewriter> rewriters,
            SourceFacts facts,
            Target target,
            Choices choices) {
        this.files = files;
        this.rewriters = rewriters;
        this.facts = facts;
        this.target = target;
        this.choices = choices;
    }

    /** Looks at all files until what was decided about variables fits what is proposed. */
    Migration decide() {
        Migration usual = migration(EnvironmentNames.usual(facts, target));
        files.parallelStream().forEach(file -> draft(file, usual, true));
        Migration decided;
        int before;
        do {
            before = failed.size();
            decided = migration(survey.names(facts, target));
            Migration now = decided;
            files.parallelStream()
                    .filter(file -> !fits(file, now.names()))
                    .forEach(file -> draft(file, now, false));
        } while (failed.size() > before);
        return decided;
    }

    /** The plans in the order of the files. */
    List<FilePlan> plans(Migration migration) {
        Map<String, List<Proposal>> notes = SurveyNotes.of(survey, migration);
        return files.stream()
                .map(
                        file -> {
                            List<Proposal> all =
                                    new ArrayList<>(notes.getOrDefault(file.shown(), List.of()));
                            all.addAll(proposals(file));
                            return new FilePlan(file, all);
                        })
                .toList();
    }

    private List<Proposal> proposals(SourceFile file) {
        Draft draft = drafts.get(file.shown());
        return draft == null || failed.contains(file.shown())
                ? List.of(leftWhole(file))
                : draft.proposals();
    }

    private Migration migration(EnvironmentNames names) {
        return new Migration(facts, target, choices, names);
    }

    private boolean fits(SourceFile file, EnvironmentNames names) {
        Draft draft = drafts.get(file.shown());
        return failed.contains(file.shown())
                || (draft != null && draft.names().sameFor(file.text(), names, facts));
    }

    /**
     * One file must not end the work on all others, whatever is wrong with it or with what reads
     * it.
     */
    private void draft(SourceFile file, Migration migration, boolean first) {
        try {
            drafts.put(
                    file.shown(), new Draft(migration.names(), proposed(file, migration, first)));
        } catch (RuntimeException | StackOverflowError unforeseen) {
            failed.add(file.shown());
            facts.variables().stream()
                    .filter(file.text()::contains)
                    .forEach(name -> survey.fixed(name, file, 0, "a file that is left whole"));
            ApiUrl.in(file.text(), facts).stream()
                    .findFirst()
                    .ifPresent(
                            url ->
                                    survey.stays(
                                            file,
                                            url.start(),
                                            url.host(),
                                            StayingCalls.keysIn(file.text(), facts)));
        }
    }

    private List<Proposal> proposed(SourceFile file, Migration migration, boolean first) {
        List<Proposal> all = new ArrayList<>();
        boolean concerned = facts.concerns(file.text());
        for (Rewriter rewriter : rewriters) {
            if (rewriter.kinds().contains(file.kind())) {
                Rewriter.Reading reading = rewriter.read(file, facts);
                if (first) {
                    reading.survey(survey);
                }
                if (concerned) {
                    all.addAll(reading.propose(migration));
                }
            }
        }
        return List.copyOf(all);
    }

    /** Says nothing of what went wrong inside: that may hold a line of the file. */
    static Proposal leftWhole(SourceFile file) {
        String kind = file.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Proposal.manual(
                "left-whole",
                0,
                0,
                "this file (%s) could not be worked through and is left whole: move what is the old gateway's in it by hand"
                        .formatted(kind),
                "");
    }
}
