package io.aigateway.event;

import org.jspecify.annotations.Nullable;

/** Sends deliveries. */
public interface Sink {

    /** Sends one; answers how it went, and never throws. */
    Outcome send(Delivery delivery);

    /** False while routes are not up: what fails then was not tried. */
    boolean ready();

    /** Whether there is a route of that name that sends deliveries. */
    boolean has(String route);

    /**
     * How a try went.
     *
     * @param delivered true when the receiver took it
     * @param status the HTTP status it answered with; 0 when it did not answer
     * @param error why it was not taken; null when it was
     */
    record Outcome(boolean delivered, int status, @Nullable String error) {

        private static final int LONGEST = 500;

        public Outcome {
            error =
                    error == null || error.length() <= LONGEST
                            ? error
                            : error.substring(0, LONGEST) + "…";
        }

        /** It was taken. */
        public static Outcome taken(int status) {
            return new Outcome(true, status, null);
        }

        /** It was not. */
        public static Outcome refused(int status, String error) {
            return new Outcome(false, status, error);
        }
    }
}
