package io.aigateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a key or a sub-account may do, as options. */
final class LimitOptions {

    @Option(
            names = {"--cap", "--cap-cents"},
            paramLabel = "CENTS",
            converter = WholeCents.class,
            description = "The most it may spend in a period, in US cents.")
    private @Nullable Long cap;

    @Option(
            names = "--period",
            paramLabel = "P",
            description = "When the cap starts anew: ${COMPLETION-CANDIDATES} (default: month).")
    private @Nullable CapPeriod period;

    @Option(names = "--rpm", paramLabel = "N", description = "The most calls in a minute.")
    private @Nullable Integer rpm;

    @Option(names = "--tpm", paramLabel = "N", description = "The most tokens in a minute.")
    private @Nullable Integer tpm;

    @Option(names = "--parallel", paramLabel = "N", description = "The most calls at one time.")
    private @Nullable Integer parallel;

    @Option(
            names = "--models",
            paramLabel = "A,B",
            split = ",",
            description = "The only models it may call; openai/* is all of a provider's.")
    private List<String> models = List.of();

    @Option(names = "--tag", paramLabel = "T", description = "A tag that all its calls get.")
    private String tag = "";

    /** Adds what was given to the body of a request. */
    void addTo(ObjectNode body) {
        if (cap != null) {
            body.put("spend_cap_cents", cap);
        }
        if (period != null) {
            body.put("cap_period", period.toString());
        }
        if (rpm != null) {
            body.put("rate_limit_rpm", rpm);
        }
        if (tpm != null) {
            body.put("rate_limit_tpm", tpm);
        }
        if (parallel != null) {
            body.put("max_parallel", parallel);
        }
        if (!models.isEmpty()) {
            models.forEach(body.putArray("allowed_models")::add);
        }
        if (!tag.isEmpty()) {
            body.put("default_tag", tag);
        }
    }
}
