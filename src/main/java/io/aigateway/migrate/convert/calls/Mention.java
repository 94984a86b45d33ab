package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.SourceFile;
import java.util.List;

/**
 * A place that names what the source keeps on its servers: a policy or a preset.
 *
 * @param rule the name of the rule that takes its place
 * @param file where it stands
 * @param line on which line
 * @param path as it is written there
 * @param model the model that it is written behind, as in {@code MODEL@preset/NAME}; empty for none
 * @param models the models that the same call names, best first; empty when it names none
 */
record Mention(
        String rule, SourceFile file, int line, String path, String model, List<String> models) {

    Mention {
        models = List.copyOf(models);
    }

    String place() {
        return file.shown() + ":" + line;
    }
}
