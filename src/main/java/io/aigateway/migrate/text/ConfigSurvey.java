package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.StayingCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who reads and who writes a variable in a configuration. */
final class ConfigSurvey {

    private ConfigSurvey() {}

    /**
     * A name with a value of its own writes the variable; a name that hands on a variable of the
     * same name, and every other mention, reads it.
     */
    static void of(
            SourceFile file, List<Scalar> scalars, EnvironmentSurvey survey, SourceFacts facts) {
        Map<String, String> values = new HashMap<>();
        scalars.stream()
                .filter(scalar -> !scalar.key())
                .forEach(scalar -> values.put(scalar.path(), scalar.value()));
        List<Variables.Found> found = Variables.in(file.text(), facts);
        for (Scalar scalar : scalars) {
            for (Variables.Found variable :
                    Edits.within(found, Variables.Found::start, scalar.span())) {
                tell(file, scalar, variable, values, survey);
            }
            if (ConfigEdits.isScript(file, scalar)) {
                Commands.survey(file, scalar.span(), survey, facts);
            } else if (!scalar.key()) {
                StayingCalls.named(file, scalar.start(), scalar.end(), survey, facts);
            }
        }
    }

    private static void tell(
            SourceFile file,
            Scalar scalar,
            Variables.Found variable,
            Map<String, String> values,
            EnvironmentSurvey survey) {
        String given =
                scalar.key()
                        ? values.getOrDefault(scalar.path(), "")
                        : assigned(scalar.value(), variable.name());
        boolean written = !given.isBlank() && !given.contains(variable.name());
        if (written) {
            survey.written(variable.name(), file, variable.start());
        } else {
            survey.read(variable.name(), file, variable.start());
        }
    }

    /** What a text such as {@code NAME=value} gives to a name. */
    private static String assigned(String text, String name) {
        return text.startsWith(name + "=") ? text.substring(name.length() + 1) : "";
    }
}
