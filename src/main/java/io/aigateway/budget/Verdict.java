package io.aigateway.budget;

import io.aigateway.error.GatewayError;
import io.aigateway.money.Money;
import java.util.Map;
import java.util.Optional;

/** Whether a call may spend. */
public sealed interface Verdict {

    /** What the caller is told when it may not. */
    Optional<GatewayError> error();

    /**
     * It may: the worst case is held in every scope.
     *
     * @param reservation to be settled or released, once
     */
    record Allowed(Reservation reservation) implements Verdict {

        @Override
        public Optional<GatewayError> error() {
            return Optional.empty();
        }
    }

    /**
     * It may not: nothing is held anywhere.
     *
     * @param line the cap that was in the way
     * @param spent what was spent in the cap's window
     * @param reserved what was held in it for calls in flight
     * @param amount what was asked for
     */
    record Refused(CapLine line, Money spent, Money reserved, Money amount) implements Verdict {

        private static final int PAYMENT_REQUIRED = 402;

        @Override
        public Optional<GatewayError> error() {
            return Optional.of(error(""));
        }

        /** The same with advice at its end, such as what would fit. */
        public GatewayError error(String advice) {
            return new GatewayError(
                    PAYMENT_REQUIRED,
                    "budget_exceeded",
                    advice.isEmpty() ? message() : message() + " " + advice,
                    null,
                    Map.of("x-should-retry", "false"));
        }

        private String message() {
            return line.scope().kind() == Scope.Kind.CREDIT ? ofCredit() : ofCap();
        }

        private String ofCredit() {
            return "The prepaid credit does not pay for this call: of %s paid in, %s is spent, %s more is reserved by calls in flight, and this call may cost %s."
                    .formatted(line.cap(), spent, reserved, amount);
        }

        private String ofCap() {
            return "The %s has used %s of its %s cap of %s, %s more is reserved by calls in flight, and this call may cost %s."
                    .formatted(
                            line.scope().named(),
                            spent,
                            line.period().adjective(),
                            line.cap(),
                            reserved,
                            amount);
        }
    }
}
