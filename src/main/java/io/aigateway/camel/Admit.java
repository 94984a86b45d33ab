package io.aigateway.camel;

import io.aigateway.error.Errors;
import io.aigateway.limit.Admission;
import io.aigateway.limit.Admission.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Synchronization;

/**
 * Counts a call among those under way until all is done for it, however it ends; with 503 and
 * {@code Retry-After} when there are too many, or when the gateway is about to stop.
 */
public final class Admit implements Processor {

    private final Admission admission;
    private final Synchronization leaving;
    private final Counter full;
    private final Counter closed;

    public Admit(Admission admission, MeterRegistry meters) {
        this.admission = admission;
        this.leaving = new Leaving(admission);
        Gauge.builder("aig.calls.under.way", admission, Admission::underWay)
                .description("Calls under way")
                .register(meters);
        this.full = refused(meters, "full");
        this.closed = refused(meters, "closing");
    }

    private static Counter refused(MeterRegistry meters, String why) {
        return Counter.builder("aig.calls.refused")
                .description("Calls that were refused unread")
                .tags("why", why)
                .register(meters);
    }

    @Override
    public void process(Exchange exchange) {
        Verdict verdict = admission.enter();
        if (verdict == Verdict.ADMITTED) {
            exchange.getExchangeExtension().addOnCompletion(leaving);
            return;
        }
        if (verdict == Verdict.FULL) {
            full.increment();
            throw Errors.busy("The gateway has as many calls under way as it takes on.")
                    .asException();
        }
        closed.increment();
        throw Errors.closing().asException();
    }

    private record Leaving(Admission admission) implements Synchronization {

        @Override
        public void onComplete(Exchange exchange) {
            admission.leave();
        }

        @Override
        public void onFailure(Exchange exchange) {
            admission.leave();
        }
    }
}
