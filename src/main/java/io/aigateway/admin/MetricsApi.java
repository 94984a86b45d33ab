package io.aigateway.admin;

import io.aigateway.call.Reply;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** {@code /metrics}: the meters in the text format of Prometheus. */
public final class MetricsApi {

    private final PrometheusMeterRegistry registry;

    public MetricsApi(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Every meter as it stands. */
    public Reply scrape() {
        return Replies.text("text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }
}
