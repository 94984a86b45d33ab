package io.aigateway.migrate.code;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import io.aigateway.migrate.code.References.Reference;
import java.util.Set;

/** Tells of the calls of a program that go on to the source, and whose key they send. */
final class CodeStaying {

    private static final Set<Slot.Kind> IN_PLACE =
            Set.of(Slot.Kind.ARGUMENT, Slot.Kind.NAMED_ARGUMENT);

    private final SourceFile file;
    private final Program program;
    private final EnvironmentSurvey survey;
    private final SourceFacts facts;

    CodeStaying(SourceFile file, Program program, EnvironmentSurvey survey, SourceFacts facts) {
        this.file = file;
        this.program = program;
        this.survey = survey;
        this.facts = facts;
    }

    void tell(References references) {
        for (ApiUrl url : ApiUrl.in(program.text(), facts)) {
            if (StayingCalls.stays(url, file, facts)) {
                program.literals().stream()
                        .filter(literal -> UrlRule.holds(program, literal, url))
                        .findFirst()
                        .ifPresent(literal -> address(literal, url));
            }
        }
        if (!facts.apiBases().isEmpty()) {
            references.all().forEach(this::client);
            references.modules().forEach(this::client);
        }
        // Until somebody gives them the gateway's address, which names the gateway.
        if (!facts.apiBases().isEmpty() && !program.text().contains("AIGATEWAY_")) {
            ClientRule.builtElsewhere(program, references)
                    .forEach(
                            call -> survey.stays(file, call.node().start(), call.callee(), keys()));
        }
    }

    /** An address that is only given a name here is called somewhere else, with any key. */
    private void address(Literal literal, ApiUrl url) {
        boolean here = IN_PLACE.contains(program.slotOf(literal.node()).kind());
        if (here || !keys().isEmpty()) {
            StayingCalls.called(file, url, survey, facts);
        } else {
            survey.stays(file, url.start(), url.host(), Set.of());
        }
    }

    /** A client that a person moves calls the source until then; what it reads itself is fixed. */
    private void client(Reference reference) {
        Known known = reference.known();
        boolean own = !known.manual().isEmpty() && reference.member().isEmpty();
        Set<String> keys = own && known.reads().isEmpty() ? keys() : Set.of();
        if (!keys.isEmpty()) {
            survey.stays(file, reference.node().start(), reference.qualified(), keys);
        }
    }

    /** Looked for only where there is such a call, for most programs have none. */
    private Set<String> keys() {
        return StayingCalls.keysIn(program.text(), facts);
    }
}
