package io.aigateway.event;

/**
 * One try to tell one receiver of one event: what a route in {@code routes/sinks} sends.
 *
 * @param id {@code whd_…}, the same for every try
 * @param eventId {@code evt_…}, the same for every receiver and every replay
 * @param type the event's type
 * @param webhookId the webhook that asked for it
 * @param url where it goes
 * @param body the event as JSON; it is signed, so it must be sent as it is
 * @param attempt the first try is 1
 * @param timestamp when it was signed, in seconds since 1970
 * @param signature hex HMAC-SHA256 of {@code timestamp.body} with the current secret
 * @param signatures timestamp and signatures in one: {@code t=…,v1=…}; in the day after a rotation
 *     with that of the previous secret before that of the current one
 */
public record Delivery(
        String id,
        String eventId,
        String type,
        String webhookId,
        String url,
        String body,
        int attempt,
        long timestamp,
        String signature,
        String signatures) {

    private static final String ROUTE = "route:";
    private static final String SENDER = "send-webhook";

    /** The name of the route that sends it. */
    public String route() {
        return url.startsWith(ROUTE) ? url.substring(ROUTE.length()) : SENDER;
    }
}
