package io.aigateway.migrate.text;

import io.aigateway.migrate.Source;
import java.util.List;
import java.util.regex.Pattern;

/**
 * LiteLLM's configuration within another file: in a ConfigMap, among a chart's values, in a compose
 * file's {@code configs}. It is not converted in place, for what comes of it is several files.
 */
final class InnerConfig {

    private static final Pattern INNER = Pattern.compile("(?m)^\\s*model_list\\s*:");

    private InnerConfig() {}

    static void propose(Edits edits, List<Scalar> scalars) {
        if (edits.migration().facts().source() != Source.LITELLM) {
            return;
        }
        for (Scalar scalar : scalars) {
            boolean named = scalar.key() && scalar.name().equals("model_list");
            boolean written = !scalar.key() && INNER.matcher(scalar.value()).find();
            if (named || written) {
                edits.manual(
                        "configuration",
                        scalar.start(),
                        named ? scalar.end() : scalar.start(),
                        "a configuration of LiteLLM's stands within this file: copy it into a config.yaml of its own,"
                                + " run 'aig migrate litellm' there, and mount the providers.yaml, models.yaml and"
                                + " rules.yaml that come of it at /opt/aigateway/config in its place");
            }
        }
    }
}
